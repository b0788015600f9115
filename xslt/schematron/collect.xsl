<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Whatever holds Schematron rules becomes one sch:schema.

  Elements: sch:schema as it is; Schematron embedded in a RELAX NG grammar (rng:grammar, rng:element …) and in an
  ODD (tei:constraintSpec). A rule without a pattern gets one; an assertion without a rule gets the context of the
  element or attribute that it is written in.
  Promises: sch:schema with its namespaces declared by sch:ns; nothing is lost but prose.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  xmlns:rng="http://relaxng.org/ns/structure/1.0" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all">

  <xsl:mode name="edition-schematron:collect" on-no-match="shallow-skip"/>

  <xsl:template match="/sch:schema" mode="edition-schematron:collect" as="element(sch:schema)">
    <xsl:copy-of select="."/>
  </xsl:template>

  <xsl:template match="/*[not(self::sch:schema)]" mode="edition-schematron:collect" as="element(sch:schema)">
    <xsl:variable name="outermost" as="element()*"
      select=".//(sch:* | xsl:function | xsl:key | xsl:variable)[not(ancestor::sch:*)][not(ancestor::tei:*/@mode = 'delete')]"/>
    <sch:schema queryBinding="{(.//@queryBinding, 'xslt2')[1]}" edition-schematron:embedded="yes">
      <xsl:for-each-group select="$outermost[self::sch:ns]" group-by="string(@prefix)">
        <xsl:copy-of select="."/>
      </xsl:for-each-group>
      <xsl:variable name="declared" as="xs:string*" select="$outermost[self::sch:ns]/@prefix"/>
      <xsl:for-each-group select="($outermost, .)/namespace::*[name() ne ''][not(name() = ($declared, 'xml', 'rng', 'a'))]"
        group-by="name()">
        <sch:ns prefix="{name()}" uri="{.}"/>
      </xsl:for-each-group>
      <xsl:copy-of select="$outermost[self::sch:param | self::sch:let | self::sch:phase | self::sch:diagnostics | self::sch:properties | self::xsl:*]"/>
      <xsl:for-each select="$outermost[self::sch:diagnostic]">
        <sch:diagnostics><xsl:copy-of select="."/></sch:diagnostics>
      </xsl:for-each>
      <xsl:for-each select="$outermost[self::sch:pattern | self::sch:group | self::sch:rules]">
        <xsl:copy-of select="."/>
      </xsl:for-each>
      <xsl:for-each select="$outermost[self::sch:rule]">
        <sch:pattern><xsl:copy-of select="."/></sch:pattern>
      </xsl:for-each>
      <xsl:for-each-group select="$outermost[self::sch:assert | self::sch:report]" group-by="path(..)">
        <sch:pattern>
          <sch:rule context="{edition-schematron:context(.)}" edition-schematron:at="{@edition-schematron:at}">
            <xsl:copy-of select="current-group()"/>
          </sch:rule>
        </sch:pattern>
      </xsl:for-each-group>
    </sch:schema>
  </xsl:template>

  <!-- The context of an assertion that stands outside of a rule. -->
  <xsl:function name="edition-schematron:context" as="xs:string">
    <xsl:param name="assertion" as="element()"/>
    <xsl:variable name="owner" as="element()?"
      select="$assertion/ancestor::*[self::rng:element | self::rng:attribute | self::tei:elementSpec | self::tei:classSpec | self::tei:attDef][1]"/>
    <xsl:variable name="outer" as="element()?"
      select="$owner/ancestor::*[self::rng:element | self::tei:elementSpec | self::tei:classSpec][1]"/>
    <xsl:choose>
      <xsl:when test="$owner[self::rng:attribute | self::tei:attDef]">
        <xsl:sequence select="(if ($outer) then edition-schematron:element($outer) else '*') || '/@' || ($owner/@name, $owner/@ident)[1]"/>
      </xsl:when>
      <xsl:when test="$owner">
        <xsl:sequence select="edition-schematron:element($owner)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="'/*'"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- A pattern for the element that a declaration is about, by its expanded name; for a class all TEI elements. -->
  <xsl:function name="edition-schematron:element" as="xs:string">
    <xsl:param name="declaration" as="element()"/>
    <xsl:variable name="namespace" as="xs:string" select="
      if ($declaration/self::tei:*)
      then string(($declaration/ancestor-or-self::*[@ns][1]/@ns, 'http://www.tei-c.org/ns/1.0')[1])
      else string($declaration/ancestor-or-self::*[@ns][1]/@ns)"/>
    <xsl:variable name="name" as="xs:string?" select="tokenize(($declaration/@name, $declaration/@ident)[1], ':')[last()]"/>
    <xsl:sequence select="'Q{' || $namespace || '}' || (if ($declaration/self::tei:classSpec) then '*' else ($name, '*')[1])"/>
  </xsl:function>
</xsl:transform>
