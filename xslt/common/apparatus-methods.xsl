<?xml version="1.0" encoding="UTF-8"?>
<!-- By which of the Guidelines' three methods an entry is tied to the text (TC 12.2; app/@from, @to, @loc; variantEncoding),
     which reading stands in the text, and where in the base text an entry of the other two methods lies.
     What is declared counts; where nothing is, the attributes and the place of the app tell. Nothing is guessed: an entry
     that cannot be placed has no span and says why. A project may override app:base-reading. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:base="https://tei-edition.org/ns/base-text"
  xmlns:app="https://tei-edition.org/ns/apparatus" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <xsl:variable name="app:segmentation" as="xs:string" select="'parallel-segmentation'"/>
  <xsl:variable name="app:end-point" as="xs:string" select="'double-end-point'"/>
  <xsl:variable name="app:location" as="xs:string" select="'location-referenced'"/>

  <!-- the witness whose readings are the text where there is no lemma, by its xml:id -->
  <xsl:variable name="app:base-witness" as="xs:string" select="string(set:get(('apparatus', 'base')))"/>

  <!-- returns method and location as the header declares them, or empty strings -->
  <xsl:function name="app:declared" as="map(xs:string, xs:string)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="declared" as="element()?" select="($document/*/tei:teiHeader/tei:encodingDesc//tei:variantEncoding)[1]"/>
    <xsl:sequence select="map{ 'method': string($declared/@method), 'location': string($declared/@location) }"/>
  </xsl:function>

  <!-- returns the method of one entry. An app in the text whose lemma the words before it do not repeat holds the text itself,
       whatever is declared: otherwise these words were lost. -->
  <xsl:function name="app:method" as="xs:string">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="declared" as="map(*)?"/>
    <xsl:choose>
      <xsl:when test="$app/(@from, @to)"><xsl:sequence select="$app:end-point"/></xsl:when>
      <xsl:when test="app:is-external($app)">
        <xsl:sequence select="if (not($app/@loc) and $declared?method eq $app:end-point) then $app:end-point else $app:location"/>
      </xsl:when>
      <xsl:when test="$app/@loc and ($declared?method eq $app:location or app:repeats($app))"><xsl:sequence select="$app:location"/></xsl:when>
      <xsl:when test="$declared?method = ($app:location, $app:end-point) and app:repeats($app)"><xsl:sequence select="$declared?method"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="$app:segmentation"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- whether an entry stands outside the text: in a list, in standOff, in a division of its own -->
  <xsl:function name="app:is-external" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:sequence select="exists($app/(ancestor::tei:listApp | ancestor::tei:standOff | ancestor::tei:div[@type = 'apparatus']))
      or empty($app/ancestor::tei:text)"/>
  </xsl:function>

  <!-- whether the words of the lemma stand before the app too, or it has none -->
  <xsl:function name="app:repeats" as="xs:boolean">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="lemma" as="xs:string" select="normalize-space(base:text($app/tei:lem[1]/node(), 'final'))"/>
    <xsl:sequence select="$lemma eq '' or ends-with(normalize-space(base:text($app/preceding-sibling::node()[not(self::tei:app)][position() le 12], 'final')), $lemma)"/>
  </xsl:function>

  <!-- returns the reading that stands in the text: the lemma; without one the base witness's reading; without that the first,
       if all are attested in witnesses. Else none: a conjecture or a variant must not become the text because a lemma is missing. -->
  <xsl:function name="app:base-reading" as="element()?" visibility="public">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="own" as="element()*" select="$app/(tei:lem | tei:rdg | tei:rdgGrp/(tei:lem | tei:rdg) | tei:rdgGrp/tei:rdgGrp//(tei:lem | tei:rdg)[ancestor::tei:app[1] is $app])"/>
    <xsl:variable name="lemma" as="element()?" select="$own[self::tei:lem][1]"/>
    <xsl:sequence select="if ($lemma) then $lemma
      else if ($app:base-witness) then $own[app:inherited(., 'wit') ! tokenize(.) ! replace(., '^.*[#:]', '') = $app:base-witness][1]
      else if (every $reading in $own satisfies exists(app:inherited($reading, 'wit'))) then $own[1] else ()"/>
  </xsl:function>

  <!-- returns the value of an attribute that a reading has, or the group around it has for all its readings -->
  <xsl:function name="app:inherited" as="xs:string?">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="own" as="attribute()?" select="$reading/@*[local-name() eq $name][normalize-space()]"/>
    <xsl:sequence select="if ($own) then string($own) else $reading/parent::tei:rdgGrp ! app:inherited(., $name)"/>
  </xsl:function>

  <!-- returns the ids that @from and @to point at -->
  <xsl:function name="app:targets" as="map(xs:string, xs:boolean)">
    <xsl:param name="apps" as="element(tei:app)*"/>
    <xsl:sequence select="map:merge($apps/(@from | @to) ! map{ substring-after(., '#'): true() }, map{ 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- Where an entry lies: a map with spans and at (the element of the text by which it is cited), and doubts (codes) where
       something is amiss. by-id: marks by xml:id; own: the mark of the app itself, where it stands in the text. -->
  <xsl:function name="app:placed" as="map(*)">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="method" as="xs:string"/>
    <xsl:param name="own" as="map(*)?"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:choose>
      <xsl:when test="$method eq $app:segmentation and empty($own)"><xsl:sequence select="map{ 'doubts': 'outside-the-text' }"/></xsl:when>
      <xsl:when test="$method eq $app:segmentation">
        <xsl:sequence select="map{ 'span': base:span($own?from, $own?to, $base?words), 'at': $app,
          'doubts': if (exists(app:base-reading($app))) then () else 'no-base-reading', 'glued': app:glued($own?from, $own?to, $app, $base?words) }"/>
      </xsl:when>
      <xsl:when test="$app/(@from, @to)"><xsl:sequence select="app:between($app, $own, $base)"/></xsl:when>
      <xsl:when test="$app/@loc"><xsl:sequence select="app:located($app, $own, $base)"/></xsl:when>
      <xsl:when test="exists($own)"><xsl:sequence select="app:before($app, $own, $base)"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="map{ 'doubts': 'no-place' }"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Double end-point: from the start of what @from means to the end of what @to means. Where one is missing, the app itself
       stands at that end; an entry outside the text with @from alone is about that element, or about that point. -->
  <xsl:function name="app:between" as="map(*)">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="own" as="map(*)?"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:variable name="from" as="map(*)?" select="if ($app/@from) then app:meant($app/@from, $base) else $own"/>
    <xsl:variable name="to" as="map(*)?" select="if ($app/@to) then app:meant($app/@to, $base)
      else if (exists($own) and exists($from) and app:not-after($from?to, $own?to) and empty($from?element/node())) then $own else $from"/>
    <xsl:choose>
      <xsl:when test="empty($from) or empty($to)"><xsl:sequence select="map{ 'doubts': 'anchor-not-found' }"/></xsl:when>
      <xsl:when test="not(app:not-after($from?from, $to?to))">
        <xsl:sequence select="map{ 'at': $from?element, 'doubts': 'end-before-start' }"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="map{ 'span': base:span($from?from, $to?to, $base?words), 'at': $from?element,
          'glued': app:glued($from?from, $to?to, $to?element, $base?words) }"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns before or after where an empty span touches a word on one side: what is added there joins that word -->
  <xsl:function name="app:glued" as="xs:string?">
    <xsl:param name="from" as="map(*)"/>
    <xsl:param name="to" as="map(*)"/>
    <xsl:param name="node" as="element()"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:sequence select="if ($from?closed ne $to?closed or $from?in ne $to?in) then ()
      else if ($from?in gt 0) then (if ($from?in ge string-length(subsequence($words, $from?closed + 1, 1))) then 'before' else ())
      else if (matches($node/following-sibling::node()[1]/self::text(), '^\S')) then 'after' else ()"/>
  </xsl:function>

  <xsl:function name="app:not-after" as="xs:boolean">
    <xsl:param name="one" as="map(*)"/>
    <xsl:param name="two" as="map(*)"/>
    <xsl:sequence select="$one?closed lt $two?closed or ($one?closed eq $two?closed and $one?in le $two?in)"/>
  </xsl:function>

  <!-- returns the mark of what a pointer means, if it means something in the base text -->
  <xsl:function name="app:meant" as="map(*)?">
    <xsl:param name="pointer" as="attribute()"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:variable name="address" as="xs:string" select="ptr:expand($pointer, $pointer)"/>
    <xsl:variable name="mark" as="map(*)?" select="($base?by-id)(substring-after($address, '#'))"/>
    <xsl:variable name="file" as="xs:string" select="substring-before($address, '#')"/>
    <xsl:sequence select="if (empty($mark) or $file eq '' or ptr:uri($mark?element) eq ptr:absolute($file, $pointer)) then $mark else ()"/>
  </xsl:function>

  <!-- An app in the text after the words that its lemma repeats; one without a lemma is about the point where it stands. -->
  <xsl:function name="app:before" as="map(*)">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="own" as="map(*)"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:variable name="lemma" as="xs:string*" select="tokenize(base:text($app/tei:lem[1]/node(), 'final'))"/>
    <xsl:variable name="point" as="map(xs:string, xs:integer)" select="base:span($own?from, $own?to, $base?words)"/>
    <xsl:variable name="first" as="xs:integer" select="$point?last - count($lemma) + 1"/>
    <xsl:variable name="before" as="xs:string" select="string-join((subsequence($base?words, $first, count($lemma) - 1), substring(subsequence($base?words, $point?last, 1), 1, $point?end)), ' ')"/>
    <xsl:variable name="start" as="xs:integer" select="string-length($before) - string-length(string-join($lemma, ' '))"/>
    <xsl:sequence select="if (empty($lemma) or $first lt 1) then map{ 'span': $point, 'at': $app, 'doubts': if (empty($lemma)) then 'no-lemma' else () }
      else if (ends-with($before, string-join($lemma, ' '))) then map{ 'at': $app,
        'span': map{ 'first': $first, 'start': $start, 'last': $point?last, 'end': $point?end } }
      else map{ 'span': $point, 'at': $app, 'doubts': 'lemma-not-found' }"/>
  </xsl:function>

</xsl:stylesheet>
