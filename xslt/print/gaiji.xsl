<?xml version="1.0" encoding="UTF-8"?>
<!-- Characters that Unicode has not, or not so (Guidelines, WD): an empty g shows what its char or glyph says of it, as a
     sign of the edition; one with words prints these. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  xmlns="https://tei-edition.org/ns/book"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:template match="tei:g[not(node())]" mode="print:inline" as="node()*">
    <xsl:variable name="about" as="element()?" select="if (@ref) then ptr:target(string(@ref), .) else ()"/>
    <xsl:variable name="usual" as="xs:string+" select="('unicode', 'precomposed', 'standard', 'standardized', 'simplified', 'composed')"/>
    <xsl:variable name="shown" as="xs:string?" select="($about/tei:mapping[lower-case(@type) = $usual],
      $about/tei:mapping, $about/(tei:charName | tei:glyphName | tei:localProp/@value | tei:desc | tei:unicodeName),
      replace(@ref, '^.*[#:/]', ''), @type) ! normalize-space(.)[. ne ''] => head()"/>
    <xsl:if test="$shown"><sign><xsl:value-of select="$shown"/></sign></xsl:if>
  </xsl:template>

</xsl:stylesheet>
