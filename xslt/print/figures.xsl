<?xml version="1.0" encoding="UTF-8"?>
<!-- Tables, formulae, figures (Guidelines, FT). The book holds no pictures: a figure says which one belongs there, with its
     description, and prints its own words. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:table" mode="print:block" as="node()*">
    <xsl:call-template name="print:flow"><xsl:with-param name="nodes" as="node()*" select="node()[not(self::tei:row)][. &lt;&lt; current()/tei:row[1]]"/></xsl:call-template>
    <xsl:if test="tei:row">
      <table>
        <xsl:copy-of select="@xml:lang"/>
        <xsl:call-template name="print:anchor"/>
        <xsl:apply-templates select="tei:row" mode="print:block"/>
      </table>
    </xsl:if>
    <xsl:call-template name="print:flow">
      <xsl:with-param name="nodes" as="node()*" select="node()[not(self::tei:row)][not(. &lt;&lt; current()/tei:row[1])]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:table/tei:row" mode="print:block" as="element()">
    <row>
      <xsl:copy-of select="@xml:lang"/>
      <xsl:if test="@role = 'label' or (tei:cell and (every $cell in tei:cell satisfies $cell/@role = 'label'))">
        <xsl:attribute name="header" select="'true'"/>
      </xsl:if>
      <xsl:for-each select="*">
        <cell>
          <xsl:copy-of select="@xml:lang, @cols[. castable as xs:positiveInteger], @rows[. castable as xs:positiveInteger]"/>
          <xsl:for-each select="self::tei:cell"><xsl:call-template name="print:flow">
            <xsl:with-param name="first" as="element()*"><xsl:call-template name="print:anchor"/></xsl:with-param></xsl:call-template></xsl:for-each>
          <xsl:apply-templates select=".[not(self::tei:cell)]" mode="print:block"/>
        </cell>
      </xsl:for-each>
    </row>
  </xsl:template>

  <xsl:template match="tei:figure" mode="print:block" as="element()">
    <figure>
      <xsl:copy-of select="@xml:lang"/>
      <xsl:attribute name="alt" select="(normalize-space(string-join((tei:figDesc, tei:desc, tei:graphic/tei:desc), ' '))[. ne ''],
        string-join((.//tei:graphic | .//tei:media)/@url, ' ')[. ne ''], print:word('picture'))[1]"/>
      <xsl:call-template name="print:anchor"/>
      <xsl:call-template name="print:flow"/>
    </figure>
  </xsl:template>

  <!-- what describes a picture is not printed as text of its own -->
  <xsl:template match="tei:figDesc | tei:desc[parent::tei:figure or parent::tei:media or parent::tei:graphic or parent::tei:notatedMusic]" mode="print:block print:inline" as="node()*"/>

  <xsl:template match="tei:graphic | tei:media | tei:binaryObject" mode="print:inline" as="node()*">
    <xsl:if test="not(ancestor::tei:figure)"><sign>[<xsl:value-of select="string-join((print:word('picture'), @url), ' ')"/>]</sign></xsl:if>
  </xsl:template>

  <xsl:template match="tei:graphic | tei:media | tei:binaryObject" mode="print:block" as="node()*">
    <xsl:if test="not(ancestor::tei:figure)"><figure alt="{string-join((print:word('picture'), @url), ' ')}"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
