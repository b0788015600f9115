<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The stylesheet that checks, written from a schema without abstract things.

  Promises: one mode for all rules of all patterns; the earlier a rule stands the higher its priority, and each
  hands on to the next with the number of its pattern, so that one walk serves every pattern. What is found comes
  as JSON: the number of the assertion (a), the ordinal of the element (n), the attribute (t) or the kind (k) and ordinal
  (i) of another node, the document if it is another one (u), the message (m), the diagnostics (d) and properties
  (p), the role (r) and flags (f) where variables give them; or the error (e) of an expression that failed, and whether it was the rule's own (w).
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:out="https://tei-edition.org/ns/schematron/alias"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:mode name="edition-schematron:generate" on-no-match="deep-skip"/>
  <xsl:mode name="edition-schematron:xslt" on-no-match="shallow-copy"/>

  <xsl:function name="edition-schematron:number" as="xs:integer">
    <xsl:param name="assertion" as="element()"/>
    <xsl:sequence select="$assertion/accumulator-before('edition-schematron:assertions') - 1"/>
  </xsl:function>

  <xsl:accumulator name="edition-schematron:assertions" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="sch:rule/sch:assert | sch:rule/sch:report" select="$value + 1"/>
  </xsl:accumulator>

  <!-- ================= the schema ================= -->

  <xsl:template match="sch:schema" mode="edition-schematron:generate" as="element()">
    <xsl:variable name="names" as="xs:string*" select="edition-schematron:clashing(.)"/>
    <out:stylesheet version="3.0" expand-text="no">
      <xsl:call-template name="edition-schematron:namespaces"/>
      <xsl:if test="$base">
        <xsl:attribute name="xml:base" select="$base"/>
      </xsl:if>
      <out:global-context-item use="optional"/>
      <out:mode name="edition-schematron:rules" on-no-match="deep-skip"/>
      <xsl:for-each select="sch:pattern[@documents]">
        <out:mode name="{edition-schematron:mode(.)}" on-no-match="deep-skip"/>
      </xsl:for-each>
      <out:accumulator name="edition-schematron:ordinal" initial-value="0">
        <out:accumulator-rule match="*" select="$value + 1"/>
      </out:accumulator>
      <xsl:for-each select="map {'text': 'text()', 'comment': 'comment()', 'instruction': 'processing-instruction()'} => map:for-each(function($kind, $pattern) {[$kind, $pattern]})">
        <out:accumulator name="edition-schematron:{.(1)}" initial-value="0">
          <out:accumulator-rule match="{.(2)}" select="$value + 1"/>
        </out:accumulator>
      </xsl:for-each>
      <xsl:apply-templates select="xsl:*" mode="edition-schematron:xslt"/>
      <xsl:apply-templates select="sch:let, sch:phase[@id = edition-schematron:phase(current())]/sch:let" mode="edition-schematron:global"/>
      <xsl:apply-templates select="sch:pattern/sch:let" mode="edition-schematron:global">
        <xsl:with-param name="clashing" as="xs:string*" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:call-template name="edition-schematron:machinery"/>
      <xsl:apply-templates select="sch:pattern/sch:rule" mode="edition-schematron:generate">
        <xsl:with-param name="clashing" as="xs:string*" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </out:stylesheet>
  </xsl:template>

  <!-- The prefixes of sch:ns, and those in scope on the schema for whoever forgot one. -->
  <xsl:template name="edition-schematron:namespaces" as="node()*">
    <xsl:variable name="declared" as="map(xs:string, xs:string)" select="
      map:merge((sch:ns/map {string(@prefix): string(@uri)}, namespace::*[name() ne '']/map {name(): string()}),
        map {'duplicates': 'use-first'})"/>
    <xsl:for-each select="sort(map:keys($declared)[not(. = ('', 'xml', 'xsl', 'edition-schematron'))])">
      <xsl:namespace name="{.}" select="$declared(.)"/>
    </xsl:for-each>
    <xsl:namespace name="edition-schematron" select="'https://tei-edition.org/ns/schematron'"/>
  </xsl:template>

  <!-- The mode of a pattern's rules: a pattern for other documents has one of its own. -->
  <xsl:function name="edition-schematron:mode" as="xs:string">
    <xsl:param name="pattern" as="element(sch:pattern)"/>
    <xsl:sequence select="
      if ($pattern/@documents) then 'edition-schematron:documents-' || count($pattern/preceding-sibling::sch:pattern) + 1
      else 'edition-schematron:rules'"/>
  </xsl:function>

  <xsl:template name="edition-schematron:machinery" as="element()*">
    <xsl:variable name="from" as="attribute()?" select="sch:phase[@id = edition-schematron:phase(current())]/@from"/>
    <xsl:choose>
      <xsl:when test="$phase = '#ANY'">
        <xsl:call-template name="edition-schematron:choice"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="edition-schematron:walk">
          <xsl:with-param name="start" as="xs:string" select="if ($from) then '$edition-schematron:starts' else ''"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
    <out:template match="." mode="#all" priority="-1"/>
    <xsl:if test="$from">
      <out:mode name="edition-schematron:start" on-no-match="deep-skip"/>
      <out:template match="{$from}" mode="edition-schematron:start">
        <out:sequence select="."/>
      </out:template>
      <out:variable name="edition-schematron:starts">
        <xsl:attribute name="as">node()*</xsl:attribute>
        <out:apply-templates select="/, //node()" mode="edition-schematron:start"/>
      </out:variable>
    </xsl:if>
    <out:function name="edition-schematron:place">
      <out:param name="node"/>
      <out:variable name="element" select="($node[. instance of node()]/ancestor-or-self::*)[last()]"/>
      <out:map>
        <out:if test="not(root($node) is $edition-schematron:document)">
          <out:map-entry key="'u'" select="string(base-uri(root($node)))"/>
        </out:if>
        <out:map-entry key="'n'" select="if ($element) then $element/accumulator-before('edition-schematron:ordinal') - 1 else 0"/>
        <out:if test="$node instance of attribute()">
          <out:map-entry key="'t'" select="name($node)"/>
        </out:if>
        <out:if test="$node instance of text() or $node instance of comment() or $node instance of processing-instruction()">
          <out:variable name="kind" select="
            if ($node instance of text()) then 'text' else if ($node instance of comment()) then 'comment' else 'instruction'"/>
          <out:map-entry key="'k'" select="$kind"/>
          <out:map-entry key="'i'" select="$node/accumulator-before('edition-schematron:' || $kind) - 1"/>
        </out:if>
      </out:map>
    </out:function>
    <out:function name="edition-schematron:failed">
      <out:param name="node"/>
      <out:param name="assertion"/>
      <out:param name="whole"/>
      <out:param name="description"/>
      <out:map>
        <out:sequence select="edition-schematron:place($node)"/>
        <out:map-entry key="'a'" select="$assertion"/>
        <out:map-entry key="'w'" select="$whole"/>
        <out:map-entry key="'e'" select="$description"/>
      </out:map>
    </out:function>
    <out:variable name="edition-schematron:document" select="/"/>
  </xsl:template>

  <!-- The walk over the document, for all patterns but those for other documents. -->
  <xsl:template name="edition-schematron:walk" as="element()">
    <xsl:param name="start" as="xs:string"/>
    <out:template name="edition-schematron:check">
      <out:variable name="found">
        <xsl:attribute name="as">map(*)*</xsl:attribute>
        <xsl:variable name="contexts" as="xs:string*" select="sch:pattern[not(@documents)]/sch:rule/@context"/>
        <out:apply-templates mode="edition-schematron:rules" select="{edition-schematron:selection($contexts, $start)}"/>
        <xsl:apply-templates select="sch:pattern[@documents]" mode="edition-schematron:documents"/>
      </out:variable>
      <out:sequence select="serialize(array {{$found}}, map {{'method': 'json'}})"/>
    </out:template>
  </xsl:template>

  <xsl:mode name="edition-schematron:documents" on-no-match="deep-skip"/>

  <!-- A pattern whose rules are for the documents that an expression names. -->
  <xsl:template match="sch:pattern" mode="edition-schematron:documents" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="first" as="element()?" select="(sch:rule/(sch:assert | sch:report))[1]"/>
    <out:for-each select="$edition-schematron:document">
      <xsl:variable name="content" as="element()">
        <out:for-each>
          <xsl:copy-of select="@edition-schematron:at"/>
          <xsl:attribute name="select" select="'for $uri in (' || edition-schematron:expression(@documents, $clashing)
            || ') return doc(resolve-uri(string($uri), string(base-uri(/))))'"/>
          <out:apply-templates select="{edition-schematron:selection(sch:rule/@context, '')}" mode="{edition-schematron:mode(.)}"/>
        </out:for-each>
      </xsl:variable>
      <xsl:sequence select="edition-schematron:guarded($content, edition-schematron:failure($first, 'true()'))"/>
    </out:for-each>
  </xsl:template>

  <!-- ================= rules ================= -->

  <xsl:template match="sch:rule" mode="edition-schematron:generate" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <!-- In a pattern the first rule that fits is the only one; in a group every one that fits. -->
    <xsl:variable name="pattern" as="xs:integer" select="
      if (../@edition-schematron:group) then 1000000 + count(preceding::sch:rule) else count(../preceding-sibling::sch:pattern) + 1"/>
    <xsl:variable name="position" as="xs:integer" select="count(preceding-sibling::sch:rule | ../preceding-sibling::sch:pattern/sch:rule)"/>
    <xsl:variable name="context" as="xs:string" select="edition-schematron:expression(@context, $clashing)"/>
    <xsl:variable name="again" as="xs:boolean" select="
      (count(../sch:rule) gt 1 and not(../@edition-schematron:group)) or matches(edition-schematron:outside-predicates($context), '\||union')"/>
    <xsl:variable name="content" as="element()*">
      <xsl:choose>
        <xsl:when test="@visit-each">
          <out:variable name="edition-schematron:context" select="."/>
          <out:for-each select="{edition-schematron:expression(@visit-each, $clashing)}">
            <xsl:apply-templates select="sch:let | xsl:*" mode="edition-schematron:generate"/>
            <xsl:apply-templates select="sch:assert | sch:report" mode="edition-schematron:generate"/>
          </out:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="sch:let | xsl:*" mode="edition-schematron:generate"/>
          <xsl:apply-templates select="sch:assert | sch:report" mode="edition-schematron:generate"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="body" as="element()*" select="
      edition-schematron:guarded($content, edition-schematron:failure((sch:assert, sch:report)[1], 'true()'))"/>
    <out:template match="{$context}" mode="{edition-schematron:mode(..)}" priority="{1000000 - $position}">
      <xsl:copy-of select="@edition-schematron:at"/>
      <out:param name="edition-schematron:fired" tunnel="yes" select="()"/>
      <xsl:choose>
        <xsl:when test="not(sch:assert | sch:report)"/>
        <xsl:when test="$again">
          <out:if test="not($edition-schematron:fired = {$pattern})">
            <xsl:sequence select="$body"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$body"/>
        </xsl:otherwise>
      </xsl:choose>
      <out:next-match>
        <xsl:if test="$again">
          <out:with-param name="edition-schematron:fired" tunnel="yes" select="$edition-schematron:fired, {$pattern}"/>
        </xsl:if>
      </out:next-match>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:rule/xsl:*" mode="edition-schematron:generate" as="element()">
    <xsl:apply-templates select="." mode="edition-schematron:xslt"/>
  </xsl:template>

  <!-- Content whose errors are caught and told: twice as dear to compile, so only where one has been met. -->
  <xsl:function name="edition-schematron:guarded" as="element()*">
    <xsl:param name="content" as="element()*"/>
    <xsl:param name="failure" as="xs:string"/>
    <xsl:choose>
      <xsl:when test="$careful">
        <out:try>
          <xsl:sequence select="$content"/>
          <out:catch>
            <out:sequence select="{$failure}"/>
          </out:catch>
        </out:try>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="$content"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- The map for an expression that failed; whole says that it was the rule's variables or the rule itself. -->
  <xsl:function name="edition-schematron:failure" as="xs:string">
    <xsl:param name="assertion" as="element()?"/>
    <xsl:param name="whole" as="xs:string"/>
    <xsl:sequence select="
      'edition-schematron:failed(., ' || ($assertion/edition-schematron:number(.), -1)[1] || ', ' || $whole
      || ', string($Q{http://www.w3.org/2005/xqt-errors}description))'"/>
  </xsl:function>

  <xsl:template match="sch:assert | sch:report" mode="edition-schematron:generate" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="test" as="xs:string" select="edition-schematron:expression(@test, $clashing)"/>
    <xsl:variable name="found" as="element()*">
      <xsl:call-template name="edition-schematron:found"/>
    </xsl:variable>
    <xsl:variable name="content" as="element()">
      <xsl:choose>
        <xsl:when test="self::sch:report">
          <out:if>
            <xsl:copy-of select="@edition-schematron:at"/>
            <xsl:attribute name="test" select="$test"/>
            <xsl:sequence select="$found"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <out:choose>
            <out:when>
              <xsl:copy-of select="@edition-schematron:at"/>
              <xsl:attribute name="test" select="$test"/>
            </out:when>
            <out:otherwise>
              <xsl:sequence select="$found"/>
            </out:otherwise>
          </out:choose>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:sequence select="edition-schematron:guarded($content, edition-schematron:failure(., 'false()'))"/>
  </xsl:template>

  <!-- XSLT that a schema brings along is copied, with its variables renamed like those of the rules. -->
  <xsl:template match="xsl:*/@select | xsl:*/@test | xsl:*/@match | xsl:*/@use | xsl:*/@group-by" mode="edition-schematron:xslt" as="attribute()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="edition-schematron:expression(., $clashing)"/>
  </xsl:template>
</xsl:transform>
