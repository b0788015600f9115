<?xml version="1.0" encoding="UTF-8"?>
<!-- Characters that Unicode has not, or not so (TEI module gaiji): g with what its char or glyph says of it. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0" xmlns:ptr="https://tei-edition.org/ns/pointers">

  <!-- an empty g shows the mapping to Unicode or to the nearest letter, else the character's name -->
  <xsl:template match="tei:g" mode="html:text" as="node()*" priority="1">
    <xsl:variable name="about" as="element()?" select="if (@ref) then ptr:target(string(@ref), .) else ()"/>
    <xsl:choose>
      <xsl:when test="node()"><xsl:call-template name="html:inline"/></xsl:when>
      <xsl:otherwise>
        <span class="g" data-generated="">
          <xsl:value-of select="($about/tei:mapping[@type = ('Unicode', 'unicode', 'precomposed', 'standard', 'standardized', 'simplified', 'composed')][normalize-space()],
            $about/tei:mapping[normalize-space()], $about/(tei:charName | tei:glyphName | tei:localProp/@value | tei:desc | tei:unicodeName)[normalize-space()],
            replace(@ref, '^.*[#:/]', '')[. ne ''], @type)[1] ! normalize-space(.)"/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
