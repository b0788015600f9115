<?xml version="1.0" encoding="UTF-8"?>
<!-- Performance texts (Guidelines, DR; sp, speaker, stage of CO): speakers in small capitals, stage directions in italics; a
     role and what is said of it are one line. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:sp" mode="print:block" as="element()">
    <speech><xsl:copy-of select="@xml:lang"/><xsl:call-template name="print:anchor"/><xsl:call-template name="print:flow"/></speech>
  </xsl:template>

  <xsl:template match="tei:speaker" mode="print:block" as="element()">
    <speaker>
      <xsl:copy-of select="@xml:lang"/>
      <xsl:call-template name="print:anchor"/>
      <xsl:apply-templates mode="print:inline"/>
      <xsl:call-template name="print:notes-of"/>
    </speaker>
  </xsl:template>

  <xsl:template match="tei:stage[not(*/self::tei:p or */self::tei:ab)]" mode="print:block" as="element()">
    <stage>
      <xsl:copy-of select="@xml:lang"/>
      <xsl:call-template name="print:anchor"/>
      <xsl:apply-templates mode="print:inline"/>
      <xsl:call-template name="print:notes-of"/>
    </stage>
  </xsl:template>

  <xsl:template match="tei:castItem[every $part in * satisfies not(print:apart($part))]" mode="print:block" as="element()">
    <p>
      <xsl:copy-of select="@xml:lang"/>
      <xsl:call-template name="print:anchor"/>
      <xsl:apply-templates mode="print:inline"/>
      <xsl:call-template name="print:notes-of"/>
    </p>
  </xsl:template>

  <xsl:template match="tei:castItem/tei:roleDesc" mode="print:inline" as="node()*">
    <xsl:if test="not(matches(preceding-sibling::node()[1], '\s$'))"><xsl:text> </xsl:text></xsl:if>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
