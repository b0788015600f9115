<?xml version="1.0" encoding="UTF-8"?>
<!-- The reference by which a reader cites a place: the work's own numbers (@n) first, position only where it has none.
     Used by the pages, the index, the book and the exports, so that all cite alike. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- counts paragraphs of the text; those in notes do not count -->
  <xsl:accumulator name="ref:paragraphs" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text[not(ancestor::tei:text)]" select="0"/>
    <xsl:accumulator-rule match="(tei:p | tei:ab)[ancestor::tei:text][not(ancestor::tei:note)]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- counts verse lines that have no number of their own -->
  <xsl:accumulator name="ref:lines" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text[not(ancestor::tei:text)]" select="0"/>
    <xsl:accumulator-rule match="tei:l[ancestor::tei:text][not(ancestor::tei:note)][not(@part = ('M', 'F'))]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- returns the nearest unit that a reader would cite -->
  <xsl:function name="ref:unit" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[self::tei:note or self::tei:p or self::tei:ab or self::tei:l or self::tei:head
      or self::tei:signed or self::tei:item[not(ancestor::tei:p)] or self::tei:quote[not(ancestor::tei:p)]
      or self::tei:cit[not(ancestor::tei:p)] or self::tei:sp or self::tei:row or self::tei:titlePage or self::tei:div][1]"/>
  </xsl:function>

  <!-- returns the reference of the unit in which the node stands -->
  <xsl:function name="ref:label" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="unit" as="element()?" select="ref:unit($node)"/>
    <xsl:variable name="paragraph" as="xs:string" select="string(($unit ! accumulator-before('ref:paragraphs'), 0)[1])"/>
    <xsl:choose>
      <xsl:when test="empty($unit)"><xsl:sequence select="loc:text('ref.text')"/></xsl:when>
      <xsl:when test="$unit/self::tei:note[@type = 'editorial']">
        <xsl:sequence select="loc:text('ref.editorial-note', ref:label($unit/..))"/>
      </xsl:when>
      <xsl:when test="$unit/self::tei:note">
        <xsl:sequence select="if ($unit/(@n, tei:label)) then loc:text('ref.note', normalize-space(($unit/@n, $unit/tei:label)[1]))
          else loc:text('ref.note-at', ref:label($unit/..))"/>
      </xsl:when>
      <xsl:when test="$unit/self::tei:l">
        <xsl:sequence select="loc:text('ref.line', string(($unit/@n, $unit/accumulator-before('ref:lines'))[1]))"/>
      </xsl:when>
      <xsl:when test="$unit/self::tei:head"><xsl:sequence select="loc:text('ref.heading')"/></xsl:when>
      <xsl:when test="$unit/self::tei:signed"><xsl:sequence select="loc:text('ref.signature')"/></xsl:when>
      <xsl:when test="$unit[self::tei:p or self::tei:ab]">
        <xsl:sequence select="loc:text('ref.paragraph', string(($unit/@n, $paragraph)[1]))"/>
      </xsl:when>
      <xsl:when test="$unit[self::tei:quote or self::tei:cit]">
        <xsl:sequence select="loc:text('ref.quotation-after', $paragraph)"/>
      </xsl:when>
      <xsl:when test="$unit/self::tei:item">
        <xsl:sequence select="loc:text('ref.item-after', $paragraph)"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="loc:text('ref.after', $paragraph)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns the heads of the divisions in which the node stands, the outermost first -->
  <xsl:function name="ref:section" as="xs:string*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::*[self::tei:div or matches(local-name(), '^div[1-7]$')]/tei:head[1] ! ref:plain(.)"/>
  </xsl:function>

  <!-- returns an element's words without notes and without what is not the corrected text -->
  <xsl:function name="ref:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="normalize-space(string-join($element//text()[not(ancestor::tei:note[. >> $element])]
      [not(ancestor::tei:surplus or ancestor::tei:sic[../tei:corr] or ancestor::tei:orig[../tei:reg] or ancestor::tei:rdg
        or ancestor::tei:abbr[../self::tei:choice][../tei:expan])]))"/>
  </xsl:function>

</xsl:stylesheet>
