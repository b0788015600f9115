<?xml version="1.0" encoding="UTF-8"?>
<!-- Where a pointer of the text leads in the site. Only addresses on a list of schemes become links: what anyone wrote into
     a source can lead a reader elsewhere, but run nothing. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:id="https://tei-edition.org/ns/identifiers"
  xmlns:loc="https://tei-edition.org/ns/locale" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:page="https://tei-edition.org/ns/page" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:ref="https://tei-edition.org/ns/citation" xmlns:set="https://tei-edition.org/ns/settings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- returns the address of a pointer as seen from the page that is made, or nothing where it leads to no page -->
  <xsl:function name="html:href" as="xs:string?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="node()"/>
    <xsl:variable name="address" as="xs:string" select="ptr:expand(normalize-space($pointer), $context)"/>
    <xsl:choose>
      <xsl:when test="$address eq ''"/>
      <xsl:when test="starts-with($address, '#')">
        <xsl:sequence select="key('id:by-id', substring($address, 2), root($context))[1] ! html:place(.)"/>
      </xsl:when>
      <xsl:when test="matches($address, '^[A-Za-z][A-Za-z0-9+.-]*:')">
        <xsl:sequence select="if (matches($address, '^https?://[^\s/&quot;&lt;>]+', 'i')) then html:escaped($address)
          else if (matches($address, '^(mailto:[^\s&quot;&lt;>]+@|doi:10\.|urn:)', 'i')) then $address[starts-with(lower-case(.), 'mailto:')]
          else ()"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="html:to-source($address, $pointer, $context)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Spaces and quotation marks in a written address would end it for some readers. -->
  <xsl:function name="html:escaped" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:sequence select="replace(replace(replace(replace(replace(replace(replace(replace($address, ' ', '%20'), '\[', '%5B'), '\]', '%5D'),
      '\|', '%7C'), '\\', '%5C'), '\{', '%7B'), '\}', '%7D'), '\^|`', '%5E')"/>
  </xsl:function>

  <!-- returns the place of an element of this document: in the text, or in the register that holds it -->
  <xsl:function name="html:place" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="if (html:is-shown($element)) then '#' || $element/@xml:id else html:register-place($element)"/>
  </xsl:function>

  <!-- whether the page holds the element's id -->
  <xsl:function name="html:is-shown" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/@xml:id) and exists($element/ancestor-or-self::*[self::tei:text or self::tei:sourceDoc])
      and empty($element/ancestor-or-self::*[self::tei:teiHeader or self::tei:index or self::tei:facsimile or self::tei:desc or self::tei:biblStruct])
      and (exists($element/ancestor-or-self::tei:text) or empty(root($element)//tei:text))
      and not(html:has-no-box($element))"/>
  </xsl:function>

  <!-- readings that only the apparatus tells, and the like, have no place of their own -->
  <xsl:function name="html:has-no-box" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/ancestor-or-self::*[(self::tei:rdg or self::tei:rdgGrp or self::tei:witDetail or self::tei:app[not(tei:lem)])]
      [not(parent::tei:listApp)]) or exists($element/ancestor-or-self::*[parent::tei:choice][rdg:side(.) = 'neither'])
      or exists($element/ancestor-or-self::*[namespace-uri() ne 'http://www.tei-c.org/ns/1.0'])"/>
  </xsl:function>

  <xsl:function name="html:register-place" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="$name:types(local-name($entry))"/>
    <xsl:sequence select="if ($kind = page:kinds() and name:is-entry($entry)) then $root || name:page(name:key-of($entry)) else ()"/>
  </xsl:function>

  <!-- returns the page of another source, or the register place of an entry in one -->
  <xsl:function name="html:to-source" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="context" as="node()"/>
    <xsl:variable name="entry" as="element()?" select="ptr:target($pointer, $context)"/>
    <xsl:variable name="path" as="xs:string" select="html:below(replace($address, '#.*$', ''))"/>
    <xsl:variable name="page-of" as="xs:string?" select="(set:get('texts')?*[?file eq $path] ! string(?page))[1]"/>
    <xsl:sequence select="if ($entry) then (html:register-place($entry), if (root($entry) is root($context)) then html:place($entry) else ())[1]
      else if ($page-of) then $root || $page-of || (if (contains($address, '#')) then '#' || substring-after($address, '#') else '')
      else ()"/>
  </xsl:function>

  <!-- returns the path below the sources' root of an address that is relative to this file -->
  <xsl:function name="html:below" as="xs:string">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="steps" as="xs:string*" select="tokenize($file, '/')[position() lt last()], tokenize($address, '/')"/>
    <xsl:sequence select="string-join(fold-left($steps, (), function($done as xs:string*, $step as xs:string) as xs:string* {
      if ($step = ('.', '')) then $done
      else if ($step eq '..') then $done[position() lt last()]
      else ($done, $step) }), '/')"/>
  </xsl:function>

  <!-- the mark in the margin by which a place is linked and cited; one that rests on no xml:id is provisional -->
  <xsl:template name="html:permalink" as="element(a)">
    <xsl:param name="element" as="element()" select="."/>
    <xsl:param name="label" as="xs:string" select="ref:label($element)"/>
    <a class="{'pl', 'provisional'[not(id:permanent($element))]}" data-generated="" href="#{id:anchor($element)}" aria-label="{
      if (id:permanent($element)) then $label else loc:text('link.provisional', $label)}"></a>
  </xsl:template>

</xsl:stylesheet>
