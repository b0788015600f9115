<?xml version="1.0" encoding="UTF-8"?>
<!-- Primary sources (TEI module transcr): supplied, surplus, secl, ex, am, damage, restore, retrace, fw, space, subst, substJoin.
     line, zone, surface and the rest are drawn by the table. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:supplied | tei:surplus | tei:secl | tei:ex | tei:am" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:intervention"/>
  </xsl:template>

  <xsl:template match="tei:damage | tei:restore | tei:retrace" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:state-of-text"/>
  </xsl:template>

  <!-- running heads, catchwords and page numbers of the source: shown with its page beginnings -->
  <xsl:template match="tei:fw" mode="html:text" as="node()*" priority="1">
    <xsl:sequence select="html:parted(.)"/>
    <span>
      <xsl:sequence select="html:attributes(., 'fw')"/>
      <xsl:text> </xsl:text><xsl:apply-templates mode="html:text"/><xsl:text> </xsl:text>
    </span>
  </xsl:template>

  <!-- what the source leaves blank is blank, as wide or high as it says; a sign only where there is more to say -->
  <xsl:template match="tei:space" mode="html:text" as="node()*" priority="1">
    <xsl:sequence select="html:parted(.)"/>
    <span class="{'space', 'vertical'[current()/@dim = 'vertical']}" data-generated="">
      <xsl:sequence select="html:id(.)"/>
      <xsl:if test="@quantity castable as xs:decimal and xs:decimal(@quantity) gt 0">
        <xsl:attribute name="style" select="'--n:' || min((xs:decimal(@quantity), 40))"/>
      </xsl:if>
    </span>
    <xsl:if test="@reason | @resp | @cert | tei:desc"><xsl:call-template name="html:sign"/></xsl:if>
  </xsl:template>

  <!-- white space between what is deleted and what replaces it is the encoder's -->
  <xsl:template match="tei:subst | tei:substJoin" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="@xml:id"><span><xsl:sequence select="html:attributes(., ())"/><xsl:apply-templates select="node()[not(self::text()[not(normalize-space())])]" mode="html:text"/></span></xsl:when>
      <xsl:otherwise><xsl:apply-templates select="node()[not(self::text()[not(normalize-space())])]" mode="html:text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
