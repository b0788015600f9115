<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  The variables of a schema: global ones, those of a pattern, and what their names become in expressions.

  Elements: sch:let of schema, phase, pattern and rule.
  Promises: a variable of a pattern is seen in its pattern only, though XSLT has no such scope: where names clash it
  gets a name of its own. In the careful stylesheet a global variable is a function, too, whose error can be caught.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:out="https://tei-edition.org/ns/schematron/alias"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <!-- Names that two patterns, or a pattern and the schema, give to different things. -->
  <xsl:function name="edition-schematron:clashing" as="xs:string*">
    <xsl:param name="schema" as="element(sch:schema)"/>
    <xsl:for-each-group select="$schema/(sch:let | sch:pattern/sch:let | sch:phase/sch:let | xsl:variable | xsl:param)" group-by="string(@name)">
      <xsl:sequence select="current-grouping-key()[count(current-group()) gt 1]"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- The name of a variable of a pattern: its own, unless it clashes. -->
  <xsl:function name="edition-schematron:variable" as="xs:string">
    <xsl:param name="let" as="element()"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:sequence select="
      if ($let/parent::sch:pattern and $let/@name = $clashing)
      then $let/@name || '-in-pattern-' || (count($let/../preceding-sibling::sch:pattern) + 1)
      else string($let/@name)"/>
  </xsl:function>

  <!-- An expression in a pattern, with the clashing names of the pattern's own variables replaced. -->
  <xsl:function name="edition-schematron:expression" as="xs:string">
    <xsl:param name="attribute" as="attribute()"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:variable name="own" as="element(sch:let)*" select="$attribute/ancestor::sch:pattern[1]/sch:let[@name = $clashing]"/>
    <!-- A name that a rule, a function or the expression itself binds is not the global one. -->
    <xsl:variable name="bound" as="xs:string*" select="
      $attribute/ancestor::sch:rule[1]/(sch:let | xsl:variable)[. &lt;&lt; $attribute/..]/@name,
      $attribute/ancestor::xsl:*//(self::xsl:param | self::xsl:variable)/@name,
      analyze-string($attribute, '(for|some|every|let|,)\s+\$([\i-[:]][\c-[:]]*)')//*:group[@nr = '2']/string()"/>
    <xsl:variable name="global" as="element(sch:let)*" select="
      if ($careful)
      then $attribute/ancestor::sch:schema/(sch:let | sch:phase[@id = edition-schematron:phase(..)]/sch:let | sch:pattern/sch:let)[@value][not(@name = $bound)]
      else ()"/>
    <xsl:sequence select="
      if (empty(($own, $global))) then string($attribute)
      else string-join(
        analyze-string($attribute, '(&quot;[^&quot;]*&quot;|''[^'']*''|\(:.*?:\))|\$\s*([\i-[:]][\c-[:]]*)', 's')/*
        ! edition-schematron:renamed(., $own, $global, $clashing, if ($attribute/ancestor::xsl:function) then '()' else '.'))"/>
  </xsl:function>

  <xsl:function name="edition-schematron:renamed" as="xs:string">
    <xsl:param name="part" as="element()"/>
    <xsl:param name="own" as="element(sch:let)*"/>
    <xsl:param name="global" as="element(sch:let)*"/>
    <xsl:param name="clashing" as="xs:string*"/>
    <xsl:param name="here" as="xs:string"/>
    <xsl:variable name="name" as="xs:string" select="string($part/*:group[@nr = '2'])"/>
    <xsl:variable name="let" as="element(sch:let)?" select="($own[@name = $name], $global[@name = $name][not(parent::sch:pattern)], $global[@name = $name])[1]"/>
    <xsl:sequence select="
      if (not($name) or empty($let)) then string($part)
      else if ($careful) then 'edition-schematron:let-' || edition-schematron:variable($let, $clashing) || '(' || $here || ')'
      else '$' || edition-schematron:variable($let, $clashing)"/>
  </xsl:function>

  <xsl:mode name="edition-schematron:global" on-no-match="deep-skip"/>

  <xsl:template match="sch:let" mode="edition-schematron:global" as="element()*">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="edition-schematron:variable(., $clashing)"/>
    <xsl:call-template name="edition-schematron:variable">
      <xsl:with-param name="name" as="xs:string" select="$name"/>
    </xsl:call-template>
    <xsl:if test="$careful and @value">
      <!-- The body depends on where it is called, or else the optimiser may move it out of the xsl:try around the call. -->
      <out:function name="edition-schematron:let-{$name}">
        <out:param name="here"/>
        <out:for-each select="($edition-schematron:document[exists($here)], $edition-schematron:document)[1]">
          <out:sequence select="{edition-schematron:expression(@value, $clashing)}"/>
        </out:for-each>
      </out:function>
    </xsl:if>
  </xsl:template>

  <xsl:template name="edition-schematron:variable" as="element()">
    <xsl:param name="name" as="xs:string" select="string(@name)"/>
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:variable name="{$name}">
      <xsl:copy-of select="@as, @edition-schematron:at"/>
      <xsl:choose>
        <xsl:when test="@value">
          <xsl:attribute name="select" select="edition-schematron:expression(@value, $clashing)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:if test="not(@as)">
            <xsl:attribute name="as">node()*</xsl:attribute>
          </xsl:if>
          <xsl:apply-templates select="node()" mode="edition-schematron:literal"/>
        </xsl:otherwise>
      </xsl:choose>
    </out:variable>
  </xsl:template>

  <!-- The content of a let is its value as it stands: neither XSLT nor braces in it do anything. -->
  <xsl:mode name="edition-schematron:literal" on-no-match="shallow-copy"/>

  <xsl:template match="@edition-schematron:*" mode="edition-schematron:literal" as="empty-sequence()" priority="2"/>

  <xsl:template match="@*" mode="edition-schematron:literal" as="attribute()">
    <xsl:attribute name="{name()}" namespace="{namespace-uri()}" select="replace(., '[{}]', '$0$0')"/>
  </xsl:template>

  <xsl:template match="xsl:*" mode="edition-schematron:literal" as="element()">
    <out:element name="{name()}" namespace="{namespace-uri()}">
      <xsl:for-each select="@* except @edition-schematron:*">
        <out:attribute name="{name()}" namespace="{namespace-uri()}">
          <xsl:value-of select="."/>
        </out:attribute>
      </xsl:for-each>
      <xsl:apply-templates select="node()" mode="#current"/>
    </out:element>
  </xsl:template>

  <xsl:template match="text()" mode="edition-schematron:literal" as="element()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <!-- White space between the elements of a value is layout. -->
  <xsl:template match="text()[not(normalize-space())][parent::sch:let]" mode="edition-schematron:literal" as="empty-sequence()" priority="1"/>

  <xsl:template match="sch:let" mode="edition-schematron:generate" as="element()">
    <xsl:call-template name="edition-schematron:variable"/>
  </xsl:template>

</xsl:transform>
