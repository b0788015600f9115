<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse and speech as the TEI module core has them: lg, l, sp, spGrp, speaker, stage.
     A verse line keeps its number in data-n; the style sheet shows it when asked. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:l" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="n" as="xs:string" select="normalize-space(@n)"/>
    <div>
      <xsl:sequence select="html:attributes(., ('l', @part[. = ('M', 'F')] ! ('part-' || .)))"/>
      <xsl:if test="$n and (not($n castable as xs:integer) or xs:integer($n) mod 5 eq 0)">
        <xsl:if test="not(@xml:id)"><xsl:sequence select="html:anchor(.)"/></xsl:if>
        <a class="ln" data-generated="" data-n="{$n}" href="#{id:anchor(.)}" aria-label="{ref:label(.)}"></a>
      </xsl:if>
      <xsl:apply-templates mode="html:text"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:lg" mode="html:text" as="node()*" priority="1">
    <div>
      <xsl:sequence select="html:attributes(., 'lg')"/>
      <xsl:if test="@xml:id"><xsl:call-template name="html:permalink"><xsl:with-param name="label" select="ref:label((.//tei:l, .)[1])"/></xsl:call-template></xsl:if>
      <xsl:apply-templates mode="html:text"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:stage" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:stage"/>
  </xsl:template>

  <!-- a stage direction, between speeches or inside one -->
  <xsl:template name="html:stage" as="node()*">
    <xsl:choose>
      <xsl:when test="el:is-block(.) or el:holds-block(.)"><xsl:call-template name="html:block"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"><xsl:with-param name="class" select="'stage'"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
