<?xml version="1.0" encoding="UTF-8"?>
<!-- Linking and segmentation (TEI module linking): ab, which is drawn as a paragraph. seg, anchor, link, join, alt and
     timeline are drawn by the table; a standOff is no text and is read by the registers. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:ab" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:paragraph"/>
  </xsl:template>

</xsl:stylesheet>
