<?xml version="1.0" encoding="UTF-8"?>
<!-- What a TEI pointer points at: prefixDef (Guidelines, SA 16.2.3), #id, other files that came in as $registers.
     It fetches nothing: a pointer to a file that is not among the parameters has no target. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:id="https://tei-edition.org/ns/identifiers"
  xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- the address under which the documents of an edition are known to stylesheets, wherever they lie on a disk -->
  <xsl:variable name="ptr:root" as="xs:string" select="'file:///edition/'"/>

  <xsl:variable name="ptr:registers" as="map(xs:string, document-node())"
    select="map:merge($registers ! map{ ptr:uri(.): . }, map{ 'duplicates': 'use-first' })"/>

  <xsl:key name="ptr:prefix" match="tei:prefixDef[@ident][@matchPattern][@replacementPattern]" use="@ident"/>

  <!-- returns the pointer with its private prefix replaced as the document's prefixDef says;
       where the replacement is not lawful either, the pointer stays as it is -->
  <xsl:function name="ptr:expand" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="node()"/>
    <xsl:variable name="prefix" as="xs:string" select="substring-before($pointer, ':')"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($pointer, ':')"/>
    <xsl:variable name="rule" as="element(tei:prefixDef)?" select="if ($prefix eq '') then () else
      key('ptr:prefix', $prefix, root($context))[ptr:matches($rest, @matchPattern)][1]"/>
    <xsl:choose>
      <xsl:when test="empty($rule)"><xsl:sequence select="$pointer"/></xsl:when>
      <!-- what most rules say, without the cost of making a regular expression for every pointer -->
      <xsl:when test="$rule[@matchPattern = $ptr:anything] and matches($rule/@replacementPattern, '^[^$\\]*\$1$')">
        <xsl:sequence select="substring-before($rule/@replacementPattern, '$1') || $rest"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:try select="replace($rest, '^(' || $rule/@matchPattern || ')$', ptr:replacement($rule))">
          <xsl:catch errors="err:FORX0004" select="$pointer" xmlns:err="http://www.w3.org/2005/xqt-errors"/>
        </xsl:try>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:variable name="ptr:anything" as="xs:string+" select="('(.+)', '([A-Za-z0-9_-]+)', '([a-zA-Z0-9_-]+)', '([a-z]+)')"/>

  <!-- returns the element that the pointer means: in its own document or in one of the registers -->
  <xsl:function name="ptr:target" as="element()?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="node()"/>
    <xsl:variable name="address" as="xs:string" select="ptr:expand($pointer, $context)"/>
    <xsl:variable name="id" as="xs:string" select="substring-after($address, '#')"/>
    <xsl:variable name="file" as="xs:string" select="if (contains($address, '#')) then substring-before($address, '#') else $address"/>
    <xsl:choose>
      <xsl:when test="$id eq ''"/>
      <xsl:when test="$file eq ''">
        <xsl:sequence select="key('id:by-id', $id, root($context))[1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="uri" as="xs:string" select="ptr:absolute($file, $context)"/>
        <xsl:sequence select="(if (ptr:uri($context) eq $uri) then root($context) else $ptr:registers($uri)) ! key('id:by-id', $id, .)[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- whether the pattern, which anyone may have written, is one and matches the whole -->
  <xsl:function name="ptr:matches" as="xs:boolean" xmlns:err="http://www.w3.org/2005/xqt-errors">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:try select="if ($pattern eq '(.+)') then $text ne '' else matches($text, '^(' || $pattern || ')$') and not(matches('', '^(' || $pattern || ')$'))">
      <xsl:catch errors="err:FORX0002 err:FORX0003" select="false()"/>
    </xsl:try>
  </xsl:function>

  <!-- The pattern is wrapped in a group to anchor it, so each $n of the replacement moves up by one. -->
  <xsl:function name="ptr:replacement" as="xs:string">
    <xsl:param name="rule" as="element(tei:prefixDef)"/>
    <xsl:variable name="parts" as="xs:string*">
      <xsl:analyze-string select="$rule/@replacementPattern" regex="\$([0-9])">
        <xsl:matching-substring><xsl:sequence select="'$' || (xs:integer(regex-group(1)) + 1)"/></xsl:matching-substring>
        <xsl:non-matching-substring><xsl:sequence select="."/></xsl:non-matching-substring>
      </xsl:analyze-string>
    </xsl:variable>
    <xsl:sequence select="string-join($parts)"/>
  </xsl:function>

  <xsl:function name="ptr:absolute" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="context" as="node()"/>
    <xsl:try select="ptr:normal(string(resolve-uri($address, base-uri($context))))">
      <xsl:catch errors="*" select="$address"/>
    </xsl:try>
  </xsl:function>

  <!-- returns the address of the document that holds the node -->
  <xsl:function name="ptr:uri" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="ptr:normal(string(base-uri(root($node))))"/>
  </xsl:function>

  <!-- returns a document's path in the project, or the whole address of one that lies elsewhere -->
  <xsl:function name="ptr:local" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="if (starts-with($address, $ptr:root)) then substring-after($address, $ptr:root) else $address"/>
  </xsl:function>

  <!-- file:/x and file:///x are the same address; processors write now one, now the other -->
  <xsl:function name="ptr:normal" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="if (starts-with($address, 'file:/') and not(starts-with($address, 'file:///') and not(starts-with($address, 'file:////'))))
      then replace($address, '^file:/+', 'file:///') else $address"/>
  </xsl:function>

</xsl:stylesheet>
