<?xml version="1.0" encoding="UTF-8"?>
<!-- Variants (Guidelines, TC): app, lem, rdg, rdgGrp. The text prints the lemma, or the first reading where there is none;
     the others stand with their sigla in a footnote of the kind that emendations have. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- whether a reading stands in the footnote alone -->
  <xsl:function name="print:left-out" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="exists($reading/(ancestor::tei:app[1]//(tei:lem | tei:rdg))[1][not(. is $reading)])"/>
  </xsl:function>

  <xsl:template match="tei:rdg[print:left-out(.)] | tei:lem[print:left-out(.)]" mode="print:inline print:block" priority="3" as="node()*"/>

  <xsl:template match="tei:app" mode="print:inline" as="node()*">
    <xsl:param name="silent" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:next-match/>
    <xsl:if test="not($silent)"><xsl:call-template name="print:variants"/></xsl:if>
  </xsl:template>

  <!-- the footnote; the context is the app -->
  <xsl:template name="print:variants" as="element()?" visibility="public">
    <xsl:variable name="shown" as="element()?" select="(.//(tei:lem | tei:rdg))[1]"/>
    <xsl:variable name="others" as="element()*" select=".//(tei:rdg | tei:lem)[ancestor::tei:app[1] is current()] except $shown"/>
    <xsl:if test="$others">
      <variants>
        <lemma><xsl:value-of select="print:shortened(print:words($shown/node(), 'corrected'))"/></lemma>
        <xsl:for-each select="$others">
          <reading>
            <xsl:copy-of select="@xml:lang"/>
            <xsl:attribute name="sigla" select="string-join(tokenize(@wit) ! replace(., '^.*#', ''), ' ')"/>
            <xsl:value-of select="(rdg:plain(node(), 'corrected')[. ne ''], print:word('omitted'))[1]"/>
          </reading>
        </xsl:for-each>
      </variants>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
