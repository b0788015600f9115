<?xml version="1.0" encoding="UTF-8"?>
<!-- SPDX-License-Identifier: MIT -->
<!--
  Which phase a document is for, where the user leaves it to the schema (#ANY; ISO/IEC 19757-3:2025, 5.5.22).

  Elements: sch:phase with @when.
  Promises: a stylesheet that gives as JSON, for each phase in the order of the schema whose condition is true of the
  document or fails, its name (phase), and the error (e) with the place of the phase (at).
-->
<xsl:transform version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:out="https://tei-edition.org/ns/schematron/alias"
  xmlns:sch="http://purl.oclc.org/dsdl/schematron" xmlns:edition-schematron="https://tei-edition.org/ns/schematron"
  exclude-result-prefixes="#all">

  <xsl:template name="edition-schematron:choice" as="element()">
    <out:template name="edition-schematron:check">
      <out:variable name="found">
        <xsl:attribute name="as">map(*)*</xsl:attribute>
        <out:for-each select="$edition-schematron:document">
          <xsl:apply-templates select="sch:phase[@when]" mode="edition-schematron:condition"/>
        </out:for-each>
      </out:variable>
      <out:sequence select="serialize(array {{$found}}, map {{'method': 'json'}})"/>
    </out:template>
  </xsl:template>

  <xsl:mode name="edition-schematron:condition" on-no-match="deep-skip"/>

  <xsl:template match="sch:phase" mode="edition-schematron:condition" as="element()">
    <xsl:variable name="name" as="xs:string" select="'''phase'': ' || edition-schematron:quoted(@id)"/>
    <out:try>
      <out:if>
        <xsl:copy-of select="@edition-schematron:at"/>
        <xsl:attribute name="test" select="edition-schematron:expression(@when, ())"/>
        <out:sequence select="map {{{$name}}}"/>
      </out:if>
      <out:catch>
        <out:sequence select="map {{{$name}, 'at': {(@edition-schematron:at, 0)[1]}, 'e': string($Q{{http://www.w3.org/2005/xqt-errors}}description)}}"/>
      </out:catch>
    </out:try>
  </xsl:template>
</xsl:transform>
