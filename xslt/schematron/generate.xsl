<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The stylesheet that checks, written from a schema without abstract things.

  Promises: one mode for all rules of all patterns; the earlier a rule stands the higher its priority, and each
  hands on to the next with the number of its pattern, so that one walk serves every pattern. What is found comes
  as JSON: the number of the assertion (a), the ordinal of the element (n), the attribute (t), the message (m), the
  diagnostics (d) and properties (p); or the error (e) of an expression that failed.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:out="https://tei-edition.org/ns/schematron/alias"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:namespace-alias stylesheet-prefix="out" result-prefix="xsl"/>

  <xsl:mode name="schematron:generate" on-no-match="deep-skip"/>
  <xsl:mode name="schematron:content" on-no-match="shallow-skip"/>
  <xsl:mode name="schematron:xslt" on-no-match="shallow-copy"/>

  <xsl:key name="schematron:text" match="sch:diagnostic | sch:property" use="@id"/>

  <!-- Which nodes the rules can be about; elements always, the rest only where a context may mean them. -->
  <xsl:function name="schematron:selection" as="xs:string">
    <xsl:param name="contexts" as="xs:string*"/>
    <xsl:variable name="outside" as="xs:string*" select="$contexts ! schematron:outside-predicates(.)"/>
    <xsl:variable name="any" as="xs:boolean" select="$outside ! matches(., 'node\(\)|[$(]\s*$|^\s*\.|\$|key\(|id\(|self::|ancestor') = true()"/>
    <xsl:sequence select="string-join((
      if ($any or $outside ! matches(., '(^|\|)\s*/\s*($|\|)|document-node|root\(') = true()) then '/' else (),
      '//*',
      if ($any or $outside ! matches(., '@|attribute') = true()) then '//@*' else (),
      if ($any or $outside ! contains(., 'text()') = true()) then '//text()' else (),
      if ($any or $outside ! contains(., 'comment()') = true()) then '//comment()' else (),
      if ($any or $outside ! contains(., 'processing-instruction') = true()) then '//processing-instruction()' else ()), ', ')"/>
  </xsl:function>

  <!-- A pattern without strings, comments and what stands in square brackets. -->
  <xsl:function name="schematron:outside-predicates" as="xs:string">
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:variable name="bare" as="xs:string" select="replace($pattern, '&quot;[^&quot;]*&quot;|''[^'']*''|\(:.*?:\)|Q\{[^}]*\}', '', 's')"/>
    <xsl:variable name="less" as="xs:string" select="replace($bare, '\[[^\[\]]*\]', '')"/>
    <xsl:sequence select="if ($less eq $bare) then $bare else schematron:outside-predicates($less)"/>
  </xsl:function>

  <xsl:function name="schematron:number" as="xs:integer">
    <xsl:param name="assertion" as="element()"/>
    <xsl:sequence select="$assertion/accumulator-before('schematron:assertions') - 1"/>
  </xsl:function>

  <xsl:accumulator name="schematron:assertions" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="sch:rule/sch:assert | sch:rule/sch:report" select="$value + 1"/>
  </xsl:accumulator>

  <!-- ================= the schema ================= -->

  <xsl:template match="sch:schema" mode="schematron:generate" as="element()">
    <xsl:variable name="names" as="xs:string*" select="schematron:clashing(.)"/>
    <out:stylesheet version="3.0" expand-text="no">
      <xsl:call-template name="schematron:namespaces"/>
      <out:global-context-item use="optional"/>
      <out:mode name="schematron:rules" on-no-match="deep-skip"/>
      <out:accumulator name="schematron:ordinal" initial-value="0">
        <out:accumulator-rule match="*" select="$value + 1"/>
      </out:accumulator>
      <xsl:apply-templates select="xsl:*" mode="schematron:xslt"/>
      <xsl:apply-templates select="sch:let, sch:phase[@id = schematron:phase(current())]/sch:let" mode="schematron:global"/>
      <xsl:apply-templates select="sch:pattern/sch:let" mode="schematron:global">
        <xsl:with-param name="clashing" as="xs:string*" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
      <xsl:call-template name="schematron:machinery"/>
      <xsl:apply-templates select="sch:pattern/sch:rule" mode="schematron:generate">
        <xsl:with-param name="clashing" as="xs:string*" select="$names" tunnel="yes"/>
      </xsl:apply-templates>
    </out:stylesheet>
  </xsl:template>

  <!-- The prefixes of sch:ns, and those in scope on the schema for whoever forgot one. -->
  <xsl:template name="schematron:namespaces" as="node()*">
    <xsl:variable name="declared" as="map(xs:string, xs:string)" select="
      map:merge((sch:ns/map {string(@prefix): string(@uri)}, namespace::*[name() ne '']/map {name(): string()}),
        map {'duplicates': 'use-first'})"/>
    <xsl:for-each select="sort(map:keys($declared)[not(. = ('', 'xml', 'xsl', 'schematron'))])">
      <xsl:namespace name="{.}" select="$declared(.)"/>
    </xsl:for-each>
    <xsl:namespace name="schematron" select="'https://tei-edition.org/ns/schematron'"/>
  </xsl:template>

  <xsl:template name="schematron:machinery" as="element()*">
    <out:template name="schematron:check">
      <out:variable name="found">
        <xsl:attribute name="as">map(*)*</xsl:attribute>
        <out:apply-templates select="{schematron:selection(sch:pattern/sch:rule/@context)}" mode="schematron:rules"/>
      </out:variable>
      <out:sequence select="serialize(array {{$found}}, map {{'method': 'json'}})"/>
    </out:template>
    <out:template match="." mode="schematron:rules" priority="-1"/>
    <out:function name="schematron:place">
      <out:param name="node"/>
      <out:variable name="element" select="($node[. instance of node()]/ancestor-or-self::*)[last()]"/>
      <out:map>
        <out:map-entry key="'n'" select="if ($element) then $element/accumulator-before('schematron:ordinal') - 1 else 0"/>
        <out:if test="$node instance of attribute()">
          <out:map-entry key="'t'" select="name($node)"/>
        </out:if>
      </out:map>
    </out:function>
    <out:function name="schematron:failed">
      <out:param name="node"/>
      <out:param name="assertion"/>
      <out:param name="whole"/>
      <out:param name="description"/>
      <out:map>
        <out:sequence select="schematron:place($node)"/>
        <out:map-entry key="'a'" select="$assertion"/>
        <out:map-entry key="'w'" select="$whole"/>
        <out:map-entry key="'e'" select="$description"/>
      </out:map>
    </out:function>
    <out:variable name="schematron:document" select="/"/>
  </xsl:template>

  <!-- ================= variables ================= -->

  <!-- Names that two patterns, or a pattern and the schema, give to different things. -->
  <xsl:function name="schematron:clashing" as="xs:string*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:for-each-group select="$schema/(sch:let | sch:pattern/sch:let | sch:phase/sch:let | xsl:variable | xsl:param)" group-by="string(@name)">
      <xsl:sequence select="current-grouping-key()[count(current-group()) gt 1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The name of a variable of a pattern: its own, unless it clashes. -->
  <xsl:function name="schematron:variable" as="xs:string">
    <xsl:param name="let" as="element()"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:sequence select="
      if ($let/parent::sch:pattern and $let/@name = $clashing)
      then $let/@name || '-in-pattern-' || (count($let/../preceding-sibling::sch:pattern) + 1)
      else string($let/@name)"/>
  </xsl:function>

  <!-- An expression in a pattern, with the clashing names of the pattern's own variables replaced. -->
  <xsl:function name="schematron:expression" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:variable name="own" as="element(sch:let)*" select="$attribute/ancestor::sch:pattern[1]/sch:let[@name = $clashing]"/>
    <xsl:variable name="global" as="element(sch:let)*" select="
      if ($careful) then $attribute/ancestor::sch:schema/(sch:let | sch:phase/sch:let | sch:pattern/sch:let) else ()"/>
    <xsl:sequence select="
      if (empty(($own, $global))) then string($attribute)
      else string-join(
        analyze-string($attribute, '(&quot;[^&quot;]*&quot;|''[^'']*''|\(:.*?:\))|\$\s*([\i-[:]][\c-[:]]*)', 's')/*
        ! schematron:renamed(., $own, $global, $clashing))"/>
  </xsl:function>

  <xsl:function name="schematron:renamed" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="own" as="element(sch:let)*"/>
    <xsl:param name="global" as="element(sch:let)*"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:variable name="name" as="xs:string" select="string($part/*:group[@nr = '2'])"/>
    <xsl:variable name="let" as="element(sch:let)?" select="($own[@name = $name], $global[@name = $name][not(parent::sch:pattern)], $global[@name = $name])[1]"/>
    <xsl:sequence select="
      if (not($name) or empty($let)) then string($part)
      else if ($careful) then 'schematron:let-' || schematron:variable($let, $clashing) || '()'
      else '$' || schematron:variable($let, $clashing)"/>
  </xsl:function>

  <xsl:mode name="schematron:global" on-no-match="deep-skip"/>

  <xsl:template match="sch:let" mode="schematron:global" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="schematron:variable(., $clashing)"/>
    <xsl:choose>
      <xsl:when test="$careful">
        <out:function name="schematron:let-{$name}" cache="yes">
          <out:for-each select="$schematron:document">
            <out:sequence select="{(@value/schematron:expression(., $clashing), '()')[1]}"/>
          </out:for-each>
        </out:function>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="schematron:variable">
          <xsl:with-param name="name" as="xs:string" select="$name"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="schematron:variable" as="element()">
    <xsl:param name="name" as="xs:string" select="string(@name)"/>
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:variable name="{$name}">
      <xsl:copy-of select="@as, @schematron:at"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="schematron:expression(@value, $clashing)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="node()" mode="schematron:xslt"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <xsl:template match="sch:let" mode="schematron:generate" as="element()">
    <xsl:call-template name="schematron:variable"/>
  </xsl:template>

  <!-- ================= rules ================= -->

  <xsl:template match="sch:rule" mode="schematron:generate" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="pattern" as="xs:integer" select="count(../preceding-sibling::sch:pattern) + 1"/>
    <xsl:variable name="position" as="xs:integer" select="count(preceding-sibling::sch:rule | ../preceding-sibling::sch:pattern/sch:rule)"/>
    <xsl:variable name="context" as="xs:string" select="schematron:expression(@context, $clashing)"/>
    <xsl:variable name="again" as="xs:boolean" select="
      count(../sch:rule) gt 1 or matches(schematron:outside-predicates($context), '\||union')"/>
    <xsl:variable name="body" as="element()*">
      <out:try>
        <xsl:apply-templates select="sch:let | xsl:*" mode="schematron:generate"/>
        <xsl:apply-templates select="sch:assert | sch:report" mode="schematron:generate"/>
        <out:catch>
          <out:sequence select="{schematron:failure((sch:assert, sch:report)[1], 'true()')}"/>
        </out:catch>
      </out:try>
    </xsl:variable>
    <out:template match="{$context}" mode="schematron:rules" priority="{1000000 - $position}">
      <xsl:copy-of select="@schematron:at"/>
      <out:param name="schematron:fired" tunnel="yes" select="()"/>
      <xsl:choose>
        <xsl:when test="not(sch:assert | sch:report)"/>
        <xsl:when test="$again">
          <out:if test="not($schematron:fired = {$pattern})">
            <xsl:sequence select="$body"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="$body"/>
        </xsl:otherwise>
      </xsl:choose>
      <out:next-match>
        <xsl:if test="$again">
          <out:with-param name="schematron:fired" tunnel="yes" select="$schematron:fired, {$pattern}"/>
        </xsl:if>
      </out:next-match>
    </out:template>
  </xsl:template>

  <xsl:template match="sch:rule/xsl:*" mode="schematron:generate" as="element()">
    <xsl:apply-templates select="." mode="schematron:xslt"/>
  </xsl:template>

  <!-- The map for an expression that failed; whole says that it was the rule's variables or the rule itself. -->
  <xsl:function name="schematron:failure" as="xs:string">
    <xsl:param name="assertion" as="element()?"/>
    <xsl:param name="whole" as="xs:string"/>
    <xsl:sequence select="
      'schematron:failed(., ' || ($assertion/schematron:number(.), -1)[1] || ', ' || $whole
      || ', string($Q{http://www.w3.org/2005/xqt-errors}description))'"/>
  </xsl:function>

  <xsl:template match="sch:assert | sch:report" mode="schematron:generate" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="test" as="xs:string" select="schematron:expression(@test, $clashing)"/>
    <xsl:variable name="found" as="element()*">
      <xsl:call-template name="schematron:found"/>
    </xsl:variable>
    <out:try>
      <xsl:choose>
        <xsl:when test="self::sch:report">
          <out:if>
            <xsl:copy-of select="@schematron:at"/>
            <xsl:attribute name="test" select="$test"/>
            <xsl:sequence select="$found"/>
          </out:if>
        </xsl:when>
        <xsl:otherwise>
          <out:choose>
            <out:when>
              <xsl:copy-of select="@schematron:at"/>
              <xsl:attribute name="test" select="$test"/>
            </out:when>
            <out:otherwise>
              <xsl:sequence select="$found"/>
            </out:otherwise>
          </out:choose>
        </xsl:otherwise>
      </xsl:choose>
      <out:catch>
        <out:sequence select="{schematron:failure(., 'false()')}"/>
      </out:catch>
    </out:try>
  </xsl:template>

  <!-- What an assertion that does not hold, or a report that does, says. -->
  <xsl:template name="schematron:found" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="subject" as="attribute()?" select="(@subject, ../@subject)[1]"/>
    <out:map>
      <out:sequence select="schematron:place({if ($subject) then '((' || schematron:expression($subject, $clashing) || '), .)[1]' else '.'})">
        <xsl:copy-of select="@schematron:at"/>
      </out:sequence>
      <out:map-entry key="'a'" select="{schematron:number(.)}"/>
      <out:map-entry key="'m'">
        <xsl:call-template name="schematron:text"/>
      </out:map-entry>
      <xsl:if test="tokenize(@diagnostics)">
        <xsl:call-template name="schematron:texts">
          <xsl:with-param name="key" as="xs:string" select="'d'"/>
          <xsl:with-param name="texts" as="element()*" select="key('schematron:text', tokenize(@diagnostics))[self::sch:diagnostic]"/>
        </xsl:call-template>
      </xsl:if>
      <xsl:if test="tokenize(@properties)">
        <xsl:call-template name="schematron:texts">
          <xsl:with-param name="key" as="xs:string" select="'p'"/>
          <xsl:with-param name="texts" as="element()*" select="key('schematron:text', tokenize(@properties))[self::sch:property]"/>
        </xsl:call-template>
      </xsl:if>
    </out:map>
  </xsl:template>

  <!-- A map entry with an array of pairs: the id of a diagnostic or property, and its text. -->
  <xsl:template name="schematron:texts" as="element()">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="texts" as="element()*"/>
    <out:map-entry key="'{$key}'">
      <out:variable name="schematron:pairs">
        <xsl:attribute name="as">item()*</xsl:attribute>
        <xsl:for-each select="$texts">
          <out:variable name="schematron:text">
            <xsl:call-template name="schematron:text"/>
          </out:variable>
          <out:sequence select="[{schematron:quoted(@id)}, string($schematron:text)]"/>
        </xsl:for-each>
      </out:variable>
      <out:sequence select="array {{$schematron:pairs}}"/>
    </out:map-entry>
  </xsl:template>

  <xsl:function name="schematron:quoted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'''' || replace($text, '''', '''''') || ''''"/>
  </xsl:function>

  <!-- The text of an assertion or diagnostic as one string, white space collapsed. -->
  <xsl:template name="schematron:text" as="element()*">
    <xsl:choose>
      <xsl:when test="*">
        <out:variable name="schematron:content">
          <xsl:apply-templates select="node()" mode="schematron:content"/>
        </out:variable>
        <out:sequence select="normalize-space(string($schematron:content))"/>
      </xsl:when>
      <xsl:otherwise>
        <out:sequence select="{schematron:quoted(normalize-space(.))}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="schematron:content" as="element()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <xsl:template match="sch:value-of" mode="schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of separator=" ">
      <xsl:copy-of select="@schematron:at"/>
      <xsl:attribute name="select" select="schematron:expression(@select, $clashing)"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of>
      <xsl:copy-of select="@schematron:at"/>
      <xsl:attribute name="select" select="if (@path) then schematron:expression(@path, $clashing) else 'name(.)'"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="xsl:*" mode="schematron:content" as="element()">
    <xsl:apply-templates select="." mode="schematron:xslt"/>
  </xsl:template>

  <!-- XSLT that a schema brings along is copied, with its variables renamed like those of the rules. -->
  <xsl:template match="xsl:*/@select | xsl:*/@test | xsl:*/@match | xsl:*/@use | xsl:*/@group-by" mode="schematron:xslt" as="attribute()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:attribute name="{name()}" select="schematron:expression(., $clashing)"/>
  </xsl:template>
</xsl:transform>
