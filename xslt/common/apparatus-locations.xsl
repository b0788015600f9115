<?xml version="1.0" encoding="UTF-8"?>
<!-- Where an entry with app/@loc lies (Guidelines, TC 12.2.1): the line, verse, paragraph or section that @loc names, and in it
     the words of the lemma. @loc is read against @n of lb, l, p, ab, seg, lg, milestone and divisions, alone or with the
     numbers above it ("8", "line 8", "2.13", "1v1", "12-14"). Words are looked for as they stand, whole words first, then parts of
     words; lem/@n says which of several. What is not found keeps the unit as its span and says so. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:base="https://tei-edition.org/ns/base-text"
  xmlns:app="https://tei-edition.org/ns/apparatus" xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- returns the numbers by which a place in the base text may be called, each with its stretches (maps: first, last, at) -->
  <xsl:function name="app:numbered" as="map(xs:string, map(*)*)">
    <xsl:param name="base" as="map(*)"/>
    <xsl:variable name="marks" as="map(*)*" select="sort($base?marks[?element/@n], (), function($mark as map(*)) as xs:integer* { $mark?from?closed, $mark?from?in })"/>
    <xsl:variable name="points" as="map(*)*" select="$marks[?element[self::tei:lb or self::tei:milestone or self::tei:pb or self::tei:cb]]"/>
    <xsl:variable name="ends" as="map(xs:string, xs:integer)" select="map:merge(for $kind in distinct-values($points ! app:kind-of-point(?element))
      return let $same := $points[app:kind-of-point(?element) eq $kind] return
        for $n in 1 to count($same) return map{ $kind || ' ' || $n: if ($n eq count($same)) then count($base?words)
          else base:span($same[$n]?to, $same[$n + 1]?from, $base?words)?last })"/>
    <xsl:variable name="stretches" as="map(*)*">
      <xsl:for-each-group select="$points" group-by="app:kind-of-point(?element)">
        <xsl:for-each select="current-group()">
          <xsl:sequence select="app:stretch(., $ends(current-grouping-key() || ' ' || position()), $base)"/>
        </xsl:for-each>
      </xsl:for-each-group>
      <xsl:for-each select="$marks[?element[not(self::tei:lb or self::tei:milestone or self::tei:pb or self::tei:cb or self::tei:app)]]">
        <xsl:sequence select="app:stretch(., base:span(?from, ?to, $base?words)?last, $base)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:map>
      <xsl:for-each-group select="$stretches" group-by="app:names-of(?at)">
        <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:function>

  <xsl:function name="app:kind-of-point" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((local-name($element), $element/@unit, $element/@ed, $element/@edRef), '/')"/>
  </xsl:function>

  <xsl:function name="app:stretch" as="map(*)">
    <xsl:param name="mark" as="map(*)"/>
    <xsl:param name="last" as="xs:integer"/>
    <xsl:param name="base" as="map(*)"/>
    <!-- a line that begins inside a word has that word -->
    <xsl:sequence select="map{ 'first': $mark?from?closed + (if ($mark?from?in ge string-length(subsequence($base?words, $mark?from?closed + 1, 1))) then 2 else 1),
      'last': $last, 'at': $mark?element }"/>
  </xsl:function>

  <!-- returns an element's number alone and with one, two … of the numbers above it -->
  <xsl:function name="app:names-of" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="above" as="xs:string*" select="$element/ancestor::*[@n][ancestor::tei:text] ! app:name(@n)"/>
    <xsl:variable name="own" as="xs:string" select="app:name($element/@n)"/>
    <xsl:sequence select="distinct-values(($own, for $n in 1 to count($above) return string-join((subsequence($above, $n), $own), '.')))[. ne '']"/>
  </xsl:function>

  <!-- returns a number as it is compared: lower case, its parts divided by points, without a word for what it counts -->
  <xsl:function name="app:name" as="xs:string">
    <xsl:param name="number" as="xs:string"/>
    <xsl:sequence select="replace(replace(replace(lower-case(normalize-space($number)), '^(lines?|verses?|l{1,2}\.|vv?\.|p\.|§+|¶)\s*', ''), '[\s,.:;/]+', '.'), '^\.|\.$', '')"/>
  </xsl:function>

  <!-- where an entry with @loc lies; see app:placed -->
  <xsl:function name="app:located" as="map(*)">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="own" as="map(*)?"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:variable name="whole" as="map(*)*" select="($base?numbered)(app:name($app/@loc))"/>
    <xsl:variable name="ends" as="xs:string*" select="tokenize($app/@loc, '\s*[-–—]\s*')"/>
    <xsl:variable name="units" as="map(*)*" select="if (exists($whole)) then $whole
      else if (count($ends) eq 2) then app:range(($base?numbered)(app:name($ends[1])), ($base?numbered)(app:name($ends[2]))) else ()"/>
    <xsl:variable name="units" as="map(*)*" select="let $lines := $units[?at[self::tei:lb or self::tei:l]] return if (exists($lines)) then $lines else $units"/>
    <xsl:variable name="lemma" as="xs:string" select="app:sought($app/tei:lem[1])"/>
    <xsl:variable name="found" as="map(*)*" select="if ($lemma eq '') then () else $units ! app:occurrences(., $lemma, $base)"/>
    <xsl:variable name="best" as="map(*)*" select="($found[?whole], $found[not(?whole)])"/>
    <xsl:variable name="wanted" as="xs:integer" select="($app/tei:lem[1]/@n[. castable as xs:positiveInteger] ! xs:integer(.), 1)[1]"/>
    <xsl:variable name="same" as="map(*)*" select="$best[?whole eq $best[1]?whole]"/>
    <xsl:choose>
      <xsl:when test="empty($units)"><xsl:sequence select="map{ 'doubts': 'place-not-found' }"/></xsl:when>
      <xsl:when test="exists($same[$wanted])">
        <xsl:sequence select="map{ 'span': $same[$wanted]?span, 'at': $same[$wanted]?at, 'doubts': if (count($same) gt 1 and not($app/tei:lem[1]/@n)) then 'lemma-repeated' else () }"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="map{ 'at': $units[1]?at, 'exact': false(), 'doubts': (if ($lemma eq '') then 'no-lemma' else 'lemma-not-found', if (count($units) gt 1) then 'place-ambiguous' else ()),
          'span': map{ 'first': $units[1]?first, 'start': 0, 'last': $units[1]?last, 'end': string-length(subsequence($base?words, $units[1]?last, 1)) } }"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="app:range" as="map(*)?">
    <xsl:param name="from" as="map(*)*"/>
    <xsl:param name="to" as="map(*)*"/>
    <xsl:variable name="end" as="map(*)?" select="$to[?last ge $from[1]?first][1]"/>
    <xsl:sequence select="if (empty($from) or empty($end)) then () else map:put($from[1], 'last', $end?last)"/>
  </xsl:function>

  <!-- returns the words of a lemma without the signs by which editors say that a word goes on -->
  <xsl:function name="app:sought" as="xs:string">
    <xsl:param name="lemma" as="element()?"/>
    <xsl:sequence select="replace(replace(normalize-space(base:text($lemma/node(), 'final')), '^[°‑-]+|[°‑-]+$', ''), '\s*(…|\.\.\.)\s*', ' … ')"/>
  </xsl:function>

  <!-- whether words are those of a lemma, which may be shortened -->
  <xsl:function name="app:is-sought" as="xs:boolean">
    <xsl:param name="lemma" as="xs:string"/>
    <xsl:param name="words" as="xs:string"/>
    <xsl:sequence select="$lemma eq $words or (contains($lemma, ' … ') and starts-with($words, substring-before($lemma, ' … '))
      and ends-with($words, substring-after($lemma, ' … ')))"/>
  </xsl:function>

  <!-- returns the places in a stretch where some words stand (maps: span, at, whole); a lemma that begins in it may end after it -->
  <xsl:function name="app:occurrences" as="map(*)*">
    <xsl:param name="stretch" as="map(*)"/>
    <xsl:param name="lemma" as="xs:string"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:variable name="parts" as="xs:string+" select="(tokenize($lemma, ' … '), '')[. ne '' or position() eq 1]"/>
    <xsl:variable name="more" as="xs:integer" select="count(tokenize($lemma))"/>
    <xsl:variable name="own" as="xs:string" select="string-join(subsequence($base?words, $stretch?first, $stretch?last - $stretch?first + 1), ' ')"/>
    <xsl:variable name="text" as="xs:string" select="string-join(($own, subsequence($base?words, $stretch?last + 1, $more)), ' ')"/>
    <xsl:for-each select="app:offsets($text, $parts[1], 0)[. lt string-length($own)]">
      <xsl:variable name="tail" as="xs:integer?" select="if (count($parts) eq 1) then 0
        else app:offsets(substring($text, . + string-length($parts[1]) + 1), $parts[last()], 0)[1]"/>
      <xsl:variable name="end" as="xs:integer?" select=". + string-length($parts[1]) + (if (count($parts) eq 1) then 0 else $tail + string-length($parts[last()]))"/>
      <xsl:if test="exists($end)">
        <xsl:sequence select="map{ 'at': $stretch?at,
          'whole': not(matches(substring($text, ., 1), '[\p{L}\p{M}\p{N}]') and . gt 0) and not(matches(substring($text, $end + 1, 1), '[\p{L}\p{M}\p{N}]')),
          'span': app:span-of-characters($stretch?first, $text, ., $end) }"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

  <!-- returns the span of the characters after the first from up to to in a text that begins with a given word -->
  <xsl:function name="app:span-of-characters" as="map(xs:string, xs:integer)">
    <xsl:param name="first" as="xs:integer"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="from" as="xs:integer"/>
    <xsl:param name="to" as="xs:integer"/>
    <xsl:variable name="before" as="xs:string*" select="tokenize(substring($text, 1, $from), ' ')"/>
    <xsl:variable name="upto" as="xs:string*" select="tokenize(substring($text, 1, $to), ' ')"/>
    <xsl:sequence select="map{ 'first': $first + max((count($before), 1)) - 1, 'start': string-length(string($before[last()])),
      'last': $first + count($upto) - 1, 'end': string-length($upto[last()]) }"/>
  </xsl:function>

  <!-- returns how many characters stand before each occurrence of some words -->
  <xsl:function name="app:offsets" as="xs:integer*">
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="sought" as="xs:string"/>
    <xsl:param name="passed" as="xs:integer"/>
    <xsl:if test="$sought ne '' and contains($text, $sought)">
      <xsl:variable name="at" as="xs:integer" select="string-length(substring-before($text, $sought))"/>
      <xsl:sequence select="$passed + $at, app:offsets(substring($text, $at + 2), $sought, $passed + $at + 1)"/>
    </xsl:if>
  </xsl:function>

</xsl:stylesheet>
