<?xml version="1.0" encoding="UTF-8"?>
<!-- Notes and the marks that lead to them (Guidelines, CO 3.9): note, ref and ptr that point to a note, note/@target.
     A note belongs to the text (transmitted), or to the edition (editorial). A transmitted note stands where it is written
     (a footnote in its paragraph, an endnote in the back); its markers are the refs that lead to it and the places that its
     @target names. Answers only. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:note="https://tei-edition.org/ns/notes" xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:layer="https://tei-edition.org/ns/layers"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- references by the id that they point at, and notes by the places that they name -->
  <xsl:key name="note:by-target" match="tei:ref[@target] | tei:ptr[@target]"
    use="tokenize(@target)[starts-with(., '#')] ! substring(., 2)"/>
  <xsl:key name="note:by-place" match="tei:note[@target]" use="tokenize(@target)[starts-with(., '#')] ! substring(., 2)"/>

  <!-- counts the transmitted notes, and the editor's, since the text began -->
  <xsl:accumulator name="note:transmitted" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text[not(ancestor::tei:text)]" select="0"/>
    <xsl:accumulator-rule match="tei:note[ancestor::tei:text][note:kind(.) eq 'transmitted']" select="$value + 1"/>
  </xsl:accumulator>
  <xsl:accumulator name="note:editorial" as="xs:integer" initial-value="0">
    <xsl:accumulator-rule match="tei:text[not(ancestor::tei:text)]" select="0"/>
    <xsl:accumulator-rule match="tei:note[ancestor::tei:text][note:kind(.) eq 'editorial']" select="$value + 1"/>
  </xsl:accumulator>

  <!-- returns editorial for a note of this edition's editors, else transmitted: author's and translator's notes are text -->
  <xsl:function name="note:kind" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="if ($note/tokenize(@type) = 'editorial') then 'editorial'
      else if ($note/@resp and layer:of-note($note) eq 'editor') then 'editorial'
      else if ($note/ancestor::tei:standOff/..//tei:text) then 'editorial'
      else 'transmitted'"/>
  </xsl:function>

  <!-- returns what leads to the note, in document order: references that are marks for it (cross references in running words
       are not), and elements that its @target names -->
  <xsl:function name="note:markers" as="element()*">
    <xsl:param name="note" as="element()"/>
    <xsl:variable name="references" as="element()*" select="$note/@xml:id ! key('note:by-target', ., root($note))[note:is-marker(.)]"/>
    <xsl:variable name="places" as="element()*" select="tokenize($note/@target)[starts-with(., '#')]
      ! key('id:by-id', substring(., 2), root($note))[1]"/>
    <xsl:sequence select="($references | $places)[not(ancestor-or-self::tei:* intersect $note)]"/>
  </xsl:function>

  <!-- whether a reference is a mark for a note, by its type, else by its shape: a sign or number, no running words -->
  <xsl:function name="note:is-marker" as="xs:boolean">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="if (tokenize($reference/@type) = ('noteref', 'note', 'noteAnchor', 'footnote', 'endnote', 'fn')) then true()
      else if ($reference/@type) then false()
      else not(matches(normalize-space($reference), '\p{L}{2}')) and string-length(normalize-space($reference)) le 8"/>
  </xsl:function>

  <!-- returns the note that an element is the mark for, or nothing -->
  <xsl:function name="note:of-marker" as="element()?">
    <xsl:param name="marker" as="element()"/>
    <xsl:variable name="pointed" as="element()*" select="$marker[self::tei:ref or self::tei:ptr][note:is-marker(.)]/tokenize(@target)
      [starts-with(., '#')] ! key('id:by-id', substring(., 2), root($marker))[1][self::tei:note]"/>
    <xsl:variable name="named" as="element()*" select="$marker/@xml:id ! key('note:by-place', ., root($marker))"/>
    <xsl:sequence select="($pointed, $named)[not($marker/ancestor::* intersect .)][1]"/>
  </xsl:function>

  <!-- returns the note's number: the printed one (label, @n), else its place among the notes of its kind;
       the editor's notes have letters -->
  <xsl:function name="note:number" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="if (note:label($note)) then normalize-space(note:label($note))
      else if ($note/@n[normalize-space()]) then normalize-space($note/@n)
      else if (note:kind($note) eq 'editorial') then format-integer(max((1, $note/accumulator-before('note:editorial'))), 'a')
      else string(max((1, $note/accumulator-before('note:transmitted'))))"/>
  </xsl:function>

  <!-- returns the printed number of the note, where it is transcribed -->
  <xsl:function name="note:label" as="element(tei:label)?">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="($note/node()[not(self::text()[not(normalize-space())])][1]/self::tei:label,
      $note/*[1][self::tei:p]/node()[not(self::text()[not(normalize-space())])][1]/self::tei:label)[1]"/>
  </xsl:function>

</xsl:stylesheet>
