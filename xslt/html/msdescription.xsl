<?xml version="1.0" encoding="UTF-8"?>
<!-- Manuscript description (TEI module msdescription): msDesc and its parts; each part with the name of what it tells of.
     The words inside are drawn by the rules of the text. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:msIdentifier | tei:msContents | tei:physDesc | tei:history | tei:additional | tei:objectDesc | tei:handDesc | tei:decoDesc
    | tei:bindingDesc | tei:sealDesc | tei:accMat | tei:origin | tei:provenance | tei:acquisition | tei:musicNotation | tei:scriptDesc"
    mode="html:text" as="node()*" priority="1">
    <div>
      <xsl:sequence select="html:attributes(., 'ms-part')"/>
      <p class="ms-label" data-generated=""><xsl:value-of select="loc:text('header.' || local-name())"/></p>
      <xsl:apply-templates mode="html:text"/>
    </div>
  </xsl:template>

  <!-- settlement, repository, shelf mark: each set off from the next -->
  <xsl:template match="tei:msIdentifier/*" mode="html:text" as="node()*" priority="9">
    <xsl:choose>
      <xsl:when test="el:holds-block(.)"><xsl:next-match/></xsl:when>
      <xsl:otherwise><div><xsl:next-match/></div></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
