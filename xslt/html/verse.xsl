<?xml version="1.0" encoding="UTF-8"?>
<!-- Verse (TEI module verse): caesura; rhyme is drawn by the table. Lines and stanzas are in core-verse.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- a caesura parts two words, and is seen as a wider space -->
  <xsl:template match="tei:caesura" mode="html:text" as="node()*" priority="1">
    <xsl:sequence select="html:parted(.)"/>
    <span class="caesura" data-generated=""><xsl:sequence select="html:id(.)"/></span>
  </xsl:template>

</xsl:stylesheet>
