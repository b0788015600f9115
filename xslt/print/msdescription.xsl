<?xml version="1.0" encoding="UTF-8"?>
<!-- Descriptions of manuscripts (Guidelines, MS): the parts of a shelf mark stand one after the other in a line.
     Everything else is paragraphs by the table of common/elements.xsl. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns:print="https://tei-edition.org/ns/print" exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:msIdentifier/tei:*" mode="print:inline" priority="0.5" as="node()*">
    <xsl:if test="preceding-sibling::tei:*"><xsl:text> </xsl:text></xsl:if>
    <xsl:next-match/>
  </xsl:template>

</xsl:stylesheet>
