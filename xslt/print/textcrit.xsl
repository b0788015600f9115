<?xml version="1.0" encoding="UTF-8"?>
<!-- Variants (Guidelines, TC): app, lem, rdg, rdgGrp, listApp. The text prints the lemma, or the first reading where there is
     none; the others stand with their sigla in a footnote of the kind that emendations have. An app in a list of its own
     (listApp, or with a location among blocks) is an entry, and all its readings are printed where it stands. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:loc="https://tei-edition.org/ns/locale" xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- whether a reading stands in the footnote alone -->
  <xsl:function name="print:left-out" as="xs:boolean">
    <xsl:param name="reading" as="element()"/>
    <xsl:sequence select="exists($reading/ancestor::tei:app[1][not(print:is-entry(.))]/(.//(tei:lem | tei:rdg))[1][not(. is $reading)])"/>
  </xsl:function>

  <!-- whether an app belongs to an apparatus that is printed by itself -->
  <xsl:function name="print:is-entry" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="exists($app[parent::tei:listApp or ((@loc or @from or @to) and el:kind(.) eq 'block')])"/>
  </xsl:function>

  <xsl:template match="tei:rdg[print:left-out(.)] | tei:lem[print:left-out(.)]" mode="print:inline print:block" priority="3" as="node()*"/>

  <xsl:template match="tei:app" mode="print:inline" as="node()*">
    <xsl:param name="silent" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:next-match/>
    <xsl:if test="not($silent)"><xsl:call-template name="print:variants"/></xsl:if>
  </xsl:template>

  <!-- the footnote of a passage of several lines stands at the end of the last -->
  <xsl:template match="tei:app" mode="print:block" as="node()*">
    <xsl:variable name="drawn" as="node()*"><xsl:next-match/></xsl:variable>
    <xsl:variable name="variants" as="element()?"><xsl:call-template name="print:variants"/></xsl:variable>
    <xsl:sequence select="print:with-end($drawn, $variants)"/>
  </xsl:template>

  <!-- An entry: its place, the lemma, the readings. The words are the text's, their order and spaces too; the rest are signs. -->
  <xsl:template match="tei:app[print:is-entry(.)]" mode="print:block" priority="1" as="element()">
    <p flush="true">
      <xsl:call-template name="print:anchor"/>
      <xsl:if test="@loc"><sign><xsl:value-of select="@loc"/></sign><xsl:text> </xsl:text></xsl:if>
      <xsl:apply-templates select=".//(tei:lem | tei:rdg | tei:note | tei:witDetail)[ancestor::tei:app[1] is current()]
        [not(ancestor::tei:lem | ancestor::tei:rdg)]" mode="print:entry"/>
    </p>
  </xsl:template>

  <xsl:mode name="print:entry" on-no-match="shallow-skip" on-multiple-match="use-last"/>

  <xsl:template match="tei:note" mode="print:entry" as="node()*"><xsl:apply-templates select="." mode="print:inline"/><xsl:text> </xsl:text></xsl:template>

  <xsl:template match="tei:lem | tei:rdg" mode="print:entry" as="node()*">
    <xsl:variable name="sigla" as="xs:string*" select="print:sigla(.)"/>
    <xsl:variable name="end" as="xs:string" select="normalize-space(if (self::tei:lem) then loc:text('app.after-lemma') else '')"/>
    <xsl:choose>
      <xsl:when test="normalize-space() or *"><xsl:apply-templates select="." mode="print:inline"/></xsl:when>
      <xsl:otherwise><sign><xsl:value-of select="print:word('omitted')"/></sign></xsl:otherwise>
    </xsl:choose>
    <xsl:for-each select="$sigla"><xsl:text> </xsl:text><sign><xsl:value-of select="."/></sign></xsl:for-each>
    <xsl:if test="$end"><sign><xsl:value-of select="$end"/></sign></xsl:if>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- returns the sigla of a reading's witnesses and sources, and what is said of them in words -->
  <xsl:function name="print:sigla" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:for-each select="($reading/@wit, $reading/@source, $reading[not(@wit or @source)]/@resp) ! tokenize(.)">
      <xsl:variable name="witness" as="element()?" select="ptr:target(., $reading)"/>
      <xsl:sequence select="($witness/tei:abbr[@type = 'siglum'] ! normalize-space(.), $witness/@n/string(), $witness/@xml:id/string(),
        replace(., '^.*[#:]', ''))[normalize-space()][1]"/>
    </xsl:for-each>
    <xsl:sequence select="($reading/tei:wit | $reading/following-sibling::*[1]/self::tei:wit) ! normalize-space(.)[. ne '']"/>
  </xsl:function>

  <!-- the footnote; the context is the app -->
  <xsl:template name="print:variants" as="element()?" visibility="public">
    <xsl:variable name="shown" as="element()?" select="(.//(tei:lem | tei:rdg))[1]"/>
    <xsl:variable name="readings" as="element()*" select=".//(tei:rdg | tei:lem)[ancestor::tei:app[1] is current()]"/>
    <!-- witnesses in words are told also where all have one reading -->
    <xsl:variable name="others" as="element()*" select="if (count($readings) eq 1 and .//tei:wit[ancestor::tei:app[1] is current()]) then $readings
      else $readings except $shown"/>
    <xsl:if test="$others">
      <variants>
        <lemma><xsl:value-of select="print:shortened(print:words($shown/node(), 'corrected'))"/></lemma>
        <xsl:for-each select="$others">
          <reading>
            <xsl:copy-of select="@xml:lang"/>
            <xsl:attribute name="sigla" select="string-join(print:sigla(.), ' ')"/>
            <xsl:value-of select="(rdg:plain(node(), 'corrected')[. ne ''], print:word('omitted'))[1]"/>
          </reading>
        </xsl:for-each>
      </variants>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
