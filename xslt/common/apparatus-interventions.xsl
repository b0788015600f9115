<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial interventions as entries of the apparatus, where the edition asks (setting apparatus.interventions: names among choice,
     supplied, surplus, secl, add, del, gap, sic, corr, orig, reg, unclear). The base has the corrected text; the other reading is what
     is transmitted, or what stood there before a scribe's correction. They name no witness: a text with one source has no sigla.
     Nothing is overridden here; what an intervention is, common/readings.xsl says. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:base="https://tei-edition.org/ns/base-text" xmlns:app="https://tei-edition.org/ns/apparatus"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:ref="https://tei-edition.org/ns/citation"
  xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <xsl:variable name="app:intervention" as="xs:string" select="'editorial-intervention'"/>

  <xsl:variable name="app:interventions" as="map(xs:string, xs:boolean)" select="map:merge(set:get(('apparatus', 'interventions'))
    ! (if (. instance of array(*)) then array:flatten(.) else .) ! map{ string(.): true() }, map{ 'duplicates': 'use-first' })"/>

  <!-- whether an element is to be an entry; the children of a choice belong to its entry -->
  <xsl:function name="app:intervenes" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($app:interventions, local-name($element)) and not($element/parent::tei:choice)"/>
  </xsl:function>

  <!-- returns the entry of an intervention; mark: where it stands in the base text -->
  <xsl:function name="app:of-intervention" as="map(*)">
    <xsl:param name="mark" as="map(*)"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:variable name="element" as="element()" select="$mark?element"/>
    <xsl:variable name="span" as="map(xs:string, xs:integer)" select="base:span($mark?from, $mark?to, $words)"/>
    <xsl:variable name="own" as="xs:string" select="base:words($span, $words)"/>
    <xsl:variable name="id" as="xs:string" select="id:anchor($element)"/>
    <xsl:variable name="alternatives" as="element()*" select="if ($element/self::tei:choice) then $element/* else $element"/>
    <xsl:variable name="readings" as="map(*)*" select="
      if ($element/self::tei:choice) then $alternatives ! app:of-alternative(., not(rdg:side(.) = ('transmitted', 'neither')), base:text(node(), 'final'), $own)
      else (app:of-alternative($element, true(), $own, $own), if ($element[self::tei:supplied or self::tei:add]) then app:of-alternative($element, false(), '', $own)
        else if ($element[self::tei:surplus or self::tei:secl or self::tei:del]) then app:of-alternative($element, false(), base:text($element/node(), 'before'), $own) else ())"/>
    <xsl:sequence select="map{ 'id': $id, 'parts': array{ $id }, 'permanent': id:permanent($element), 'method': $app:intervention, 'external': false(),
      'file': ptr:local(ptr:uri($element)), 'node': $element, 'type': local-name($element), 'list': '', 'reference': ref:label($element),
      'numbers': string-join($element/ancestor::*[@n][ancestor::tei:text]/@n ! normalize-space(.), '.'), 'words': $own, 'exact': true(),
      'spans': array{ $span }, 'parent': '', 'inside': '',
      'readings': array{ for $n in 1 to count($readings) return map:put($readings[$n], 'id', $id || '.r' || $n) }, 'notes': [], 'doubts': [] }"/>
  </xsl:function>

  <!-- returns one of the readings of an intervention; the element says who is responsible and how certain -->
  <xsl:function name="app:of-alternative" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="is-base" as="xs:boolean"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="own" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($text)"/>
    <xsl:variable name="decided" as="element()" select="($element[@resp or @source or @cert or $is-base], $element/.., $element)[1]"/>
    <xsl:sequence select="map:merge((
      map{ 'lemma': $is-base, 'base': $is-base, 'text': $plain, 'witnesses': [], 'node': $element, 'type': local-name($element),
        'kind': if ($element/self::tei:gap) then app:kind-of-gap($element) else if ($plain eq $own) then 'same'
          else if ($plain eq '') then 'omission' else if ($own eq '') then 'addition' else 'substitution',
        'sources': array{ if ($is-base) then $decided/@source ! tokenize(.) ! app:local(.) else () },
        'resp': array{ if ($is-base) then $decided/@resp ! tokenize(.) ! app:local(.) else () } },
      $element/(@hand | @cert) ! map{ local-name(.): app:local(.) },
      $element/(@reason | @cause)[1] ! map{ 'cause': string(.) }), map{ 'duplicates': 'use-first' })"/>
  </xsl:function>

</xsl:stylesheet>
