<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  What an assertion, a diagnostic or a property says.

  Elements: sch:name, sch:value-of, sch:copy-of, sch:emph, sch:span, sch:dir, and XSLT among them.
  Promises: one string, its white space collapsed.
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:out="https://tei-edition.org/ns/schematron/alias"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:mode name="edition-schematron:content" on-no-match="shallow-skip"/>

  <xsl:function name="edition-schematron:quoted" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:sequence select="'''' || replace($text, '''', '''''') || ''''"/>
  </xsl:function>

  <!-- The text of an assertion or diagnostic as one string, white space collapsed. -->
  <xsl:template name="edition-schematron:text" as="element()*">
    <xsl:choose>
      <xsl:when test="*">
        <out:variable name="edition-schematron:content">
          <xsl:apply-templates select="node()" mode="edition-schematron:content"/>
        </out:variable>
        <out:sequence select="normalize-space(string($edition-schematron:content))"/>
      </xsl:when>
      <xsl:otherwise>
        <out:sequence select="{edition-schematron:quoted(normalize-space(.))}"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="text()" mode="edition-schematron:content" as="element()">
    <out:text>
      <xsl:value-of select="."/>
    </out:text>
  </xsl:template>

  <xsl:template match="sch:value-of | sch:copy-of" mode="edition-schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of separator=" ">
      <xsl:copy-of select="@edition-schematron:at"/>
      <xsl:attribute name="select" select="edition-schematron:expression(@select, $clashing)"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="sch:name" mode="edition-schematron:content" as="element()">
    <xsl:param name="clashing" as="xs:string*" tunnel="yes"/>
    <out:value-of>
      <xsl:copy-of select="@edition-schematron:at"/>
      <xsl:attribute name="select" select="if (@path) then edition-schematron:expression(@path, $clashing) else 'name(.)'"/>
    </out:value-of>
  </xsl:template>

  <xsl:template match="xsl:*" mode="edition-schematron:content" as="element()">
    <xsl:apply-templates select="." mode="edition-schematron:xslt"/>
  </xsl:template>

</xsl:transform>
