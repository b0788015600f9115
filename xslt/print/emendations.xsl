<?xml version="1.0" encoding="UTF-8"?>
<!-- What the source has where the book prints something else: choice, supplied, surplus, sic (Guidelines, CO 3.5, PH 11.3).
     The book prints the corrected text; a footnote gives it and, after the bracket, what the source has. Where either would
     be empty or a mere sign, the neighbouring word is given with it: from the footnotes the source can be restored.
     A project may override print:intervenes and the template print:emendation. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:el="https://tei-edition.org/ns/elements" xmlns:note="https://tei-edition.org/ns/notes"
  xmlns:tei="http://www.tei-c.org/ns/1.0" xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <!-- whether a footnote says what the source has -->
  <xsl:function name="print:intervenes" as="xs:boolean" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="rdg:kind($element)"/>
    <xsl:sequence select="if (empty($kind)) then false()
      else if ($kind = ('correction', 'regularisation', 'surplus')) then not($element[self::tei:reg or self::tei:orig])
      else if ($kind eq 'supplied') then not(print:lost($element))
      else if ($kind eq 'expansion') then $element/self::tei:choice and not($element//tei:ex)
      else if ($kind eq 'sic') then not(print:commented($element))
      else false()"/>
  </xsl:function>

  <!-- whether the editor restored what is lost or cannot be read: brackets say so, as in editions of inscriptions -->
  <xsl:function name="print:lost" as="xs:boolean">
    <xsl:param name="supplied" as="element()"/>
    <xsl:sequence select="tokenize($supplied/@reason) = ('lost', 'illegible', 'damage', 'damaged', 'undefined', 'faded', 'hole', 'lacuna')"/>
  </xsl:function>

  <!-- whether an editorial note stands right behind an element -->
  <xsl:function name="print:commented" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/following-sibling::node()[normalize-space() or self::*][1][self::tei:note][note:kind(.) eq 'editorial'])"/>
  </xsl:function>

  <!-- the corrected words, then the footnote; where no words are printed, or a space alone, the footnote comes first -->
  <xsl:template match="tei:choice | tei:supplied | tei:surplus | tei:secl | tei:corr | tei:sic" mode="print:inline" as="node()*">
    <xsl:param name="silent" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="words" as="node()*">
      <xsl:if test="not(rdg:side(.) = ('transmitted', 'neither'))"><xsl:next-match/></xsl:if>
    </xsl:variable>
    <xsl:variable name="emendation" as="node()*">
      <xsl:if test="not($silent) and print:intervenes(.)"><xsl:call-template name="print:emendation"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="normalize-space(string-join($words))"><xsl:sequence select="$words, $emendation"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="$emendation, $words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- blocks that the editor set aside are not printed -->
  <xsl:template match="tei:choice | tei:supplied | tei:surplus | tei:secl | tei:corr | tei:sic" mode="print:block" as="node()*">
    <xsl:if test="not(rdg:side(.) = ('transmitted', 'neither'))"><xsl:next-match/></xsl:if>
  </xsl:template>

  <!-- what a choice holds besides the reading that is printed -->
  <xsl:template match="tei:choice/tei:*[rdg:side(.) = ('transmitted', 'neither')] | tei:am[rdg:side(.) = 'transmitted']" mode="print:inline print:block"
    priority="8" as="node()*"/>

  <!-- the footnote; the context is the intervention -->
  <xsl:template name="print:emendation" as="node()*" visibility="public">
    <xsl:variable name="described" as="map(*)" select="rdg:describe(.)"/>
    <xsl:variable name="corrected" as="xs:string" select="print:words($described?corrected, 'corrected')"/>
    <xsl:variable name="transmitted" as="xs:string" select="if (self::tei:sic) then $corrected else print:words($described?transmitted, 'transmitted')"/>
    <xsl:variable name="before" as="xs:string" select="print:context-before(., $corrected, $transmitted)"/>
    <xsl:variable name="after" as="xs:string" select="print:context-after(., $corrected, $transmitted, $before)"/>
    <xsl:variable name="remarks" as="xs:string*" select="
      if (self::tei:sic) then print:word('thus') else (),
      if (self::tei:corr) then print:word('unrecorded') else (),
      if (normalize-space($before || $transmitted || $after) eq '') then print:word('missing') else (),
      if ($described?cert = ('low', 'medium')) then print:word('cert-' || $described?cert) else ()"/>
    <emendation>
      <xsl:copy-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
      <lemma><xsl:value-of select="print:shortened($before || $corrected || $after)"/></lemma>
      <reading><xsl:value-of select="print:shortened($before || $transmitted || $after)"/></reading>
      <xsl:if test="exists($remarks)"><remark><xsl:value-of select="string-join($remarks, ', ')"/></remark></xsl:if>
    </emendation>
  </xsl:template>

  <!-- returns words with the spaces at their ends, which rdg:plain drops -->
  <xsl:function name="print:words" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="raw" as="xs:string" select="string-join($nodes)"/>
    <xsl:variable name="plain" as="xs:string" select="rdg:plain($nodes, $reading)"/>
    <xsl:sequence select="if ($plain eq '') then (if ($raw ne '') then ' ' else '')
      else (if (matches($raw, '^\s')) then ' ' else '') || $plain || (if (matches($raw, '\s$')) then ' ' else '')"/>
  </xsl:function>

  <!-- the whole of a long passage is in the text; its footnote gives its ends -->
  <xsl:function name="print:shortened" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="parts" as="xs:string*" select="tokenize(normalize-space($words), ' ')"/>
    <xsl:sequence select="if (count($parts) le 12) then string-join($parts, ' ')
      else string-join(($parts[position() le 3], '…', $parts[position() gt last() - 3]), ' ')"/>
  </xsl:function>

  <xsl:variable name="print:letters" as="xs:string" select="'[\p{L}\p{M}\p{N}’''-]'"/>

  <!-- returns what stands before an intervention and is given with it -->
  <xsl:function name="print:context-before" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="corrected" as="xs:string"/>
    <xsl:param name="transmitted" as="xs:string"/>
    <xsl:variable name="unit" as="element()" select="print:unit($element)"/>
    <xsl:variable name="near" as="text()*" select="reverse($unit//text()[. &lt;&lt; $element])[print:is-line(., $unit)][position() le 6]"/>
    <xsl:variable name="line" as="xs:string" select="replace(string-join(reverse($near)), '\s+', ' ')"/>
    <xsl:sequence select="if (print:is-word($corrected) and print:is-word($transmitted)) then print:last($line, $print:letters || '+$')
      else if (print:is-word($corrected || $transmitted)) then print:last($line, '(\S+\s?|\s)$')
      else print:last($line, '\S+$')"/>
  </xsl:function>

  <!-- returns what stands behind an intervention and is given with it -->
  <xsl:function name="print:context-after" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="corrected" as="xs:string"/>
    <xsl:param name="transmitted" as="xs:string"/>
    <xsl:param name="before" as="xs:string"/>
    <xsl:variable name="unit" as="element()" select="print:unit($element)"/>
    <xsl:variable name="near" as="text()*"
      select="$unit//text()[. &gt;&gt; $element][empty(ancestor::* intersect $element)][print:is-line(., $unit)][position() le 6]"/>
    <xsl:variable name="line" as="xs:string" select="replace(string-join($near), '\s+', ' ')"/>
    <xsl:sequence select="if (normalize-space($before) eq '' and (normalize-space($corrected) eq '' or normalize-space($transmitted) eq ''))
        then print:first($line, '^\s?\S+')
      else if (normalize-space($corrected || $transmitted) eq '') then print:first($line, '^\S+')
      else if (matches($corrected || $transmitted, '\s$')) then ''
      else print:first($line, '^' || $print:letters || '+')"/>
  </xsl:function>

  <xsl:function name="print:is-word" as="xs:boolean">
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="matches($words, '[\p{L}\p{N}]')"/>
  </xsl:function>

  <xsl:function name="print:last" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:sequence select="substring($line, string-length(replace($line, $pattern, '')) + 1)"/>
  </xsl:function>

  <xsl:function name="print:first" as="xs:string">
    <xsl:param name="line" as="xs:string"/>
    <xsl:param name="pattern" as="xs:string"/>
    <xsl:sequence select="substring($line, 1, string-length($line) - string-length(replace($line, $pattern, '')))"/>
  </xsl:function>

  <!-- returns the block or note in whose line an intervention stands, or the reading of an apparatus that is printed by itself -->
  <xsl:function name="print:unit" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor::*[self::tei:note or el:kind(.) eq 'block'
      or exists((self::tei:lem | self::tei:rdg)[ancestor::tei:app[1][print:is-entry(.)]])][1], root($element)/*)[1]"/>
  </xsl:function>

  <!-- whether a text node is printed in the line of its block, and not in a note that hangs on it -->
  <xsl:function name="print:is-line" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="unit" as="element()"/>
    <xsl:sequence select="not(not(normalize-space($text)) and $text/parent::*[self::tei:choice or self::tei:app])
      and empty($text/ancestor::*[. &gt;&gt; $unit][self::tei:note or print:is-dropped(.)])"/>
  </xsl:function>

</xsl:stylesheet>
