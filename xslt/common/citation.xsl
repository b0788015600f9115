<?xml version="1.0" encoding="UTF-8"?>
<!-- The reference by which a reader cites a place: the work's own numbers (@n of the unit and of the divisions above it)
     first, position only where it has none.
     Used by the pages, the index, the book and the exports, so that all cite alike. Needs readings, notes and locale.
     A project may override ref:label. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:note="https://tei-edition.org/ns/notes" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- count paragraphs, verse lines and utterances of the text; those in notes do not count -->
  <xsl:accumulator name="ref:paragraphs" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text[not(ancestor::tei:text)]" select="0"/>
    <xsl:accumulator-rule match="(tei:p | tei:ab)[ancestor::tei:text][not(ancestor::tei:note)]" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="ref:lines" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text[not(ancestor::tei:text)]" select="0"/>
    <xsl:accumulator-rule match="tei:l[ancestor::tei:text][not(ancestor::tei:note)][not(@part = ('M', 'F'))]" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="ref:utterances" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text[not(ancestor::tei:text)]" select="0"/>
    <xsl:accumulator-rule match="tei:u[ancestor::tei:text]" select="$value + 1"/>
  </xsl:accumulator>

  <!-- returns the nearest unit that a reader would cite -->
  <xsl:function name="ref:unit" as="element()?">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[self::tei:note or self::tei:p or self::tei:ab or self::tei:l or self::tei:head
      or self::tei:u or self::tei:signed or (self::tei:item | self::tei:quote | self::tei:cit)[not(ancestor::tei:p or ancestor::tei:note or ancestor::tei:ab
      or ancestor::tei:head or ancestor::tei:l)] or self::tei:sp or self::tei:row or self::tei:figure or self::tei:opener or self::tei:closer
      or self::tei:castList or self::tei:titlePage or self::tei:div][1]"/>
  </xsl:function>

  <!-- returns the reference of the unit in which the node stands -->
  <xsl:function name="ref:label" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="unit" as="element()?" select="ref:unit($node)"/>
    <xsl:choose>
      <xsl:when test="empty($unit)"><xsl:sequence select="loc:text('ref.text')"/></xsl:when>
      <xsl:when test="$unit/self::tei:note"><xsl:sequence select="ref:of-note($unit)"/></xsl:when>
      <xsl:when test="$unit/self::tei:l">
        <xsl:sequence select="loc:text('ref.line', (ref:numbers($unit), string($unit/accumulator-before('ref:lines')))[1])"/>
      </xsl:when>
      <xsl:when test="$unit[self::tei:p or self::tei:ab]">
        <xsl:sequence select="loc:text('ref.paragraph', (ref:numbers($unit), string($unit/accumulator-before('ref:paragraphs')))[1])"/>
      </xsl:when>
      <xsl:when test="$unit/self::tei:u">
        <xsl:sequence select="loc:text('ref.utterance', (ref:numbers($unit), string($unit/accumulator-before('ref:utterances')))[1])"/>
      </xsl:when>
      <xsl:when test="$unit/self::tei:head"><xsl:sequence select="loc:text('ref.heading')"/></xsl:when>
      <xsl:when test="$unit/self::tei:signed"><xsl:sequence select="loc:text('ref.signature')"/></xsl:when>
      <xsl:when test="$unit/self::tei:titlePage"><xsl:sequence select="loc:text('ref.title-page')"/></xsl:when>
      <xsl:when test="$unit/self::tei:castList"><xsl:sequence select="loc:text('ref.cast')"/></xsl:when>
      <xsl:when test="$unit/self::tei:opener"><xsl:sequence select="loc:text('ref.opening')"/></xsl:when>
      <xsl:when test="$unit/self::tei:closer"><xsl:sequence select="loc:text('ref.close')"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="ref:after($unit)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Notes are called as the page calls them; an editor's note by its place, because its letter is not printed everywhere. -->
  <xsl:function name="ref:of-note" as="xs:string">
    <xsl:param name="note" as="element(tei:note)"/>
    <xsl:sequence select="if (note:kind($note) eq 'editorial') then loc:text('ref.editorial-note', ref:label($note/..))
      else loc:text('ref.note', note:number($note))"/>
  </xsl:function>

  <!-- returns the unit's own number with those of the divisions above it, if it has one -->
  <xsl:function name="ref:numbers" as="xs:string?">
    <xsl:param name="unit" as="element()"/>
    <xsl:variable name="above" as="element()*" select="$unit/ancestor::*[ref:is-division(.)]"/>
    <xsl:sequence select="if (not($unit/@n[normalize-space()])) then ()
      else string-join(($above/@n ! normalize-space(.)[matches(., '^[\p{L}\p{N}]{1,6}$')], normalize-space($unit/@n)), '.')"/>
  </xsl:function>

  <!-- what has no number is cited by what stands before it: after ¶ 12, list after ¶ 12 -->
  <xsl:function name="ref:after" as="xs:string">
    <xsl:param name="unit" as="element()"/>
    <xsl:variable name="paragraphs" as="xs:integer" select="$unit/accumulator-before('ref:paragraphs')"/>
    <xsl:variable name="lines" as="xs:integer" select="$unit/accumulator-before('ref:lines')"/>
    <xsl:variable name="kind" as="xs:string" select="if ($unit[self::tei:quote or self::tei:cit]) then 'quotation'
      else if ($unit/self::tei:item) then 'list' else if ($unit/self::tei:row) then 'table'
      else if ($unit/self::tei:figure) then 'figure' else if ($unit/self::tei:sp) then 'speech' else 'text'"/>
    <xsl:variable name="before" as="xs:string?" select="if ($paragraphs gt 0) then loc:text('ref.paragraph', string($paragraphs))
      else if ($lines gt 0) then loc:text('ref.line', string($lines)) else ()"/>
    <xsl:sequence select="if (exists($before)) then loc:text('ref.' || $kind || '-after', $before) else loc:text('ref.' || $kind)"/>
  </xsl:function>

  <xsl:function name="ref:is-division" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(self::tei:div | self::tei:div1 | self::tei:div2 | self::tei:div3 | self::tei:div4 | self::tei:div5
      | self::tei:div6 | self::tei:div7))"/>
  </xsl:function>

  <!-- returns the heads of the divisions in which the node stands, the outermost first -->
  <xsl:function name="ref:section" as="xs:string*">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="$node/ancestor::*[ref:is-division(.)]/tei:head[1] ! ref:plain(.)[. ne '']"/>
  </xsl:function>

  <!-- returns the head of the innermost division in which the node stands; notes at the end stand in the notes -->
  <xsl:function name="ref:section-title" as="xs:string">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="head" as="element()?" select="$node/ancestor::*[ref:is-division(.)][tei:head][1]/tei:head[1]"/>
    <xsl:sequence select="string(if ($head) then ref:plain($head) else $node/ancestor::tei:note[ancestor::tei:back][1] ! loc:text('notes'))"/>
  </xsl:function>

  <!-- returns an element's words without notes and without what is not the corrected text -->
  <xsl:function name="ref:plain" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="rdg:plain($element/node(), 'corrected')"/>
  </xsl:function>

</xsl:stylesheet>
