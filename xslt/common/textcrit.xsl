<?xml version="1.0" encoding="UTF-8"?>
<!-- The critical apparatus (TEI module textcrit) as one sequence of stand-off entries over an anchored base text, whatever the
     method of encoding: parallel segmentation, double end-point, location-referenced; in the text, in a listApp, in standOff, in
     a division of its own, in another file. Answers only; html/ and print/ draw them.
     Needs base-text, apparatus-methods, -locations, -readings and -interventions, witnesses.
     An entry is a map: id, method, external, type, spans, parent, readings, notes … (schemas/model.schema.json); node is its app,
     and each reading's node its lem or rdg. Nothing is overridden here; see the parts. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:base="https://tei-edition.org/ns/base-text"
  xmlns:app="https://tei-edition.org/ns/apparatus" xmlns:wit="https://tei-edition.org/ns/witnesses"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:ref="https://tei-edition.org/ns/citation"
  xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- returns the apparatus of a text: method, location (declared), witnesses, sources, words, units, entries, lacunae;
       others: files with entries about this text; declaring: those and files with lists of witnesses -->
  <xsl:function name="app:of" as="map(*)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="others" as="document-node()*"/>
    <xsl:param name="declaring" as="document-node()*"/>
    <xsl:variable name="apps" as="element(tei:app)*" select="($document, $others)/*//tei:app"/>
    <xsl:variable name="declared" as="map(xs:string, xs:string)" select="((app:declared($document), $others ! app:declared(.))[?method ne ''], app:declared($document))[1]"/>
    <xsl:variable name="wanted" as="map(xs:string, xs:boolean)" select="app:targets($apps)"/>
    <xsl:variable name="read" as="map(*)" select="base:of(base:regions($document, $wanted), $wanted, $declared)"/>
    <xsl:variable name="base" as="map(*)" select="map:merge((map{
      'by-id': map:merge($read?marks[?element/@xml:id] ! map{ string(?element/@xml:id): . }, map{ 'duplicates': 'use-first' }),
      'numbered': if ($apps/@loc) then app:numbered($read) else map{} }, $read))"/>
    <xsl:variable name="sources" as="document-node()+" select="$document, $others, $declaring except ($document | $others)"/>
    <xsl:variable name="written" as="map(xs:string, xs:string)" select="wit:written($sources)"/>
    <xsl:variable name="in-text" as="map(*)*" select="$base?marks[?element/self::tei:app]"/>
    <xsl:variable name="entries" as="map(*)*" select="app:entries($apps, $in-text, $base, $declared, $written)"/>
    <xsl:variable name="known" as="map(*)*" select="wit:declared($sources)"/>
    <xsl:variable name="undeclared" as="map(*)*" select="wit:undeclared(for $entry in $entries return ($entry?readings?*?witnesses?*), $written)"/>
    <xsl:sequence select="map{ 'method': $declared?method, 'location': $declared?location,
      'witnesses': ($known, $undeclared),
      'sources': app:sources($entries),
      'words': $base?words,
      'units': $base?marks[map:contains($base:units, local-name(?element))] ! app:unit(., $base?words),
      'entries': $entries,
      'lacunae': wit:lacunae(app:events($base, $entries, $written), count($base?words)) }"/>
  </xsl:function>

  <!-- returns the entries in the order of the base text, wider before narrower; those without a place stand last -->
  <xsl:function name="app:entries" as="map(*)*">
    <xsl:param name="apps" as="element(tei:app)*"/>
    <xsl:param name="in-text" as="map(*)*"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:param name="declared" as="map(*)"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="single" as="map(*)*" select="$in-text ! app:entry(?element, ., $base, $declared, $written),
      ($apps except $in-text?element) ! app:entry(., (), $base, $declared, $written)"/>
    <xsl:variable name="placed" as="map(xs:string, map(*))" select="map:merge($single[?inside eq ''] ! map{ ?id: . }, map{ 'duplicates': 'use-first' })"/>
    <xsl:variable name="all" as="map(*)*" select="$single ! (if (?inside eq '') then . else app:inner(., $placed))"/>
    <xsl:variable name="merged" as="map(*)*" select="app:merged($all)"/>
    <xsl:for-each select="$merged, if (map:size($app:interventions)) then $base?marks[app:intervenes(?element)] ! app:of-intervention(., $base?words) else ()">
      <xsl:sort select="((?spans?*)[1]?first, 999999999)[1]"/>
      <xsl:sort select="((?spans?*)[1]?start, 0)[1]"/>
      <xsl:sort select="-((?spans?*)[1]?last, 0)[1]"/>
      <xsl:sort select="-((?spans?*)[1]?end, 0)[1]"/>
      <xsl:sequence select="."/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns the entry of one app; own: its mark where it stands in the base text -->
  <xsl:function name="app:entry" as="map(*)">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="own" as="map(*)?"/>
    <xsl:param name="base" as="map(*)"/>
    <xsl:param name="declared" as="map(*)"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="method" as="xs:string" select="app:method($app, $declared)"/>
    <xsl:variable name="above" as="element()?" select="$app/ancestor::tei:app[1]"/>
    <xsl:variable name="inner" as="xs:boolean" select="exists($above) and empty($own) and $method eq $app:segmentation"/>
    <xsl:variable name="place" as="map(*)" select="if ($inner) then map{} else app:placed($app, $method, $own, $base)"/>
    <xsl:variable name="words" as="xs:string?" select="if ($place?exact = false()) then () else $place?span ! app:words(., $app, $base?words)"/>
    <xsl:variable name="reading" as="element()?" select="if ($method eq $app:segmentation) then app:base-reading($app) else $app/tei:lem[1]"/>
    <xsl:variable name="id" as="xs:string" select="id:anchor($app)"/>
    <xsl:variable name="readings" as="map(*)*" select="app:readings($app, $reading,
      if ($inner) then normalize-space(base:text($reading/node(), 'final')) else $words, $id, $written)"/>
    <xsl:variable name="notes" as="map(*)*" select="app:notes($app, $readings, $written)"/>
    <xsl:variable name="at" as="node()" select="($place?at, $app)[1]"/>
    <xsl:variable name="lemma" as="xs:string?" select="$readings[?lemma][1]?text"/>
    <xsl:sequence select="map:merge((
      map{ 'id': $id, 'parts': array{ $id }, 'permanent': id:permanent($app), 'method': $method, 'external': app:is-external($app) or not(root($app) is root($at)),
        'file': ptr:local(ptr:uri($app)), 'node': $app,
        'type': string(($app/@type, $app/ancestor::tei:listApp[@type][1]/@type)[1]),
        'list': string($app/ancestor::tei:listApp[1]/(@xml:id, @n)[1]),
        'reference': ref:label($at), 'numbers': string-join($at/ancestor-or-self::*[@n][ancestor::tei:text][not(self::tei:app)]/@n ! normalize-space(.), '.'),
        'words': string($words), 'exact': not($place?exact = false()),
        'spans': array{ $place?span }, 'parent': string($above ! id:anchor(.)), 'inside': if ($inner) then app:reading-around($app) else '',
        'readings': array{ $readings }, 'notes': array{ $notes },
        'doubts': array{ $place?doubts, 'note-target-unknown'[exists($notes?targets)],
          'lemma-differs'[$method ne $app:segmentation and exists($place?span) and not($place?exact = false()) and $lemma ne '' and $lemma ne $words and not(app:is-sought(app:sought($app/tei:lem[1]), string($words)))] } },
      $place?glued ! map{ 'glued': . },
      $app/(@subtype | @loc | @cause | @n | @ana | @cert) ! map{ local-name(.): string(.) },
      $app/@resp ! map{ 'resp': array{ tokenize(.) ! app:local(.) } },
      $app/(@next | @prev) ! map{ local-name(.): app:local(.) } ))"/>
  </xsl:function>

  <!-- returns the words that an entry is about; where they are far more than its app says, their beginning and end, so that the
       model does not grow with the spans of its entries -->
  <xsl:function name="app:words" as="xs:string">
    <xsl:param name="span" as="map(xs:string, xs:integer)"/>
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:variable name="many" as="xs:integer" select="$span?last - $span?first + 1"/>
    <xsl:sequence select="if ($many le 200 or $many le string-length($app)) then base:words($span, $words)
      else string-join((substring(subsequence($words, $span?first, 1), $span?start + 1), subsequence($words, $span?first + 1, 19), '…',
        subsequence($words, $span?last - 19, 19), substring(subsequence($words, $span?last, 1), 1, $span?end)), ' ')"/>
  </xsl:function>

  <!-- returns the id of the reading in which an app stands -->
  <xsl:function name="app:reading-around" as="xs:string">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:variable name="reading" as="element()?" select="$app/ancestor::*[self::tei:lem or self::tei:rdg][1]"/>
    <xsl:variable name="outer" as="element()" select="$app/ancestor::tei:app[1]"/>
    <xsl:variable name="all" as="element()*" select="app:own-readings($outer)"/>
    <xsl:sequence select="string(($reading/@xml:id, id:anchor($outer) || '.r' || (1 to count($all))[subsequence($all, ., 1) is $reading])[1])"/>
  </xsl:function>

  <!-- an entry inside a reading that does not stand in the text is about the words that the reading replaces -->
  <xsl:function name="app:inner" as="map(*)">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:param name="placed" as="map(xs:string, map(*))"/>
    <xsl:variable name="outer" as="map(*)?" select="$entry?node/ancestor::tei:app ! $placed(id:anchor(.))[?inside eq '']"/>
    <xsl:sequence select="map:merge((map{ 'spans': ($outer?spans, [])[1], 'reference': ($outer?reference, $entry?reference)[1], 'numbers': ($outer?numbers, $entry?numbers)[1] },
      $entry), map{ 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- Entries in several parts, by app/@next and @prev or those of their readings, become one with several spans. A reading
       says of which part it is; 0 where the parts before the last only repeat the text and the reading replaces all of them. -->
  <xsl:function name="app:merged" as="map(*)*">
    <xsl:param name="entries" as="map(*)*"/>
    <xsl:variable name="linked" as="map(*)*" select="$entries[?node[@next or @prev or (tei:lem | tei:rdg | tei:rdgGrp//tei:rdg)[@next or @prev]]]"/>
    <xsl:variable name="owners" as="map(xs:string, map(*))" select="map:merge(for $entry in $linked return
      $entry?node/(., .//(tei:lem | tei:rdg))/@xml:id ! map{ string(.): $entry }, map{ 'duplicates': 'use-first' })"/>
    <xsl:variable name="before" as="map(xs:string, map(*))" select="map:merge(for $entry in $linked return
      $entry?node/(., .//(tei:lem | tei:rdg))/@next ! tokenize(.) ! map{ app:local(.): $entry }, map{ 'duplicates': 'use-first' })"/>
    <xsl:variable name="pairs" as="array(*)*" select="$linked ! (let $first := app:follows(., $owners, $before) return if (exists($first)) then [?id, $first?id] else ())"/>
    <xsl:variable name="going-on" as="map(xs:string, xs:boolean)" select="map:merge($pairs ! map{ .(1): true() })"/>
    <xsl:variable name="links" as="map(xs:string, xs:string*)" select="map:merge($pairs ! map{ .(2): .(1) }, map{ 'duplicates': 'combine' })"/>
    <xsl:choose>
      <xsl:when test="empty($pairs)"><xsl:sequence select="$entries"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="by-id" as="map(xs:string, map(*))" select="map:merge($linked ! map{ ?id: . })"/>
        <xsl:sequence select="$entries ! (if (map:contains($going-on, ?id)) then () else app:chained(., $by-id, $links))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns the entry that an entry goes on: the one before it that its @prev names or whose @next names it -->
  <xsl:function name="app:follows" as="map(*)?">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:param name="owners" as="map(xs:string, map(*))"/>
    <xsl:param name="before" as="map(xs:string, map(*))"/>
    <xsl:variable name="own" as="element()*" select="$entry?node/(., .//(tei:lem | tei:rdg))"/>
    <xsl:variable name="found" as="map(*)*" select="$own/@prev ! tokenize(.) ! $owners(app:local(.)), $own/@xml:id ! $before(.)"/>
    <xsl:sequence select="$found[?id ne $entry?id][?node &lt;&lt; $entry?node][1]"/>
  </xsl:function>

  <xsl:function name="app:chained" as="map(*)">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:param name="by-id" as="map(xs:string, map(*))"/>
    <xsl:param name="links" as="map(xs:string, xs:string*)"/>
    <xsl:variable name="chain" as="map(*)+" select="$entry, app:rest($entry?id, $by-id, $links)"/>
    <xsl:variable name="only-text" as="xs:boolean" select="every $part in $chain[position() lt last()] satisfies empty($part?readings?*[not(?base)])"/>
    <xsl:sequence select="if (count($chain) eq 1) then $entry else map:merge((map{
      'parts': array{ $chain?id }, 'spans': array{ $chain?spans?* }, 'words': string-join($chain?words[. ne ''], ' '),
      'readings': array{ for $n in 1 to count($chain) return $chain[$n]?readings?* ! map:put(., 'part', if ($only-text and not(?base)) then 0 else $n) },
      'notes': array{ for $n in 1 to count($chain) return $chain[$n]?notes?* ! map:put(., 'after', ?after + sum($chain[position() lt $n] ! array:size(?readings))) },
      'doubts': array{ distinct-values($chain?doubts?*) } }, $entry), map{ 'duplicates': 'use-first' })" xmlns:array="http://www.w3.org/2005/xpath-functions/array"/>
  </xsl:function>

  <xsl:function name="app:rest" as="map(*)*">
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="by-id" as="map(xs:string, map(*))"/>
    <xsl:param name="links" as="map(xs:string, xs:string*)"/>
    <xsl:for-each select="$links($id)">
      <xsl:sequence select="$by-id(.), app:rest(., $by-id, $links)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns what readings name as their source or who is responsible: id, siglum, name -->
  <xsl:function name="app:sources" as="map(*)*">
    <xsl:param name="entries" as="map(*)*"/>
    <xsl:for-each-group select="for $entry in $entries return $entry?readings?*?node/(ancestor-or-self::*/(@source | @resp))" group-by="tokenize(.)">
      <xsl:variable name="target" as="element()?" select="ptr:target(current-grouping-key(), .)"/>
      <xsl:sequence select="map{ 'id': app:local(current-grouping-key()),
        'siglum': string(($target/tei:abbr[1] ! normalize-space(.), $target/@n)[1]),
        'name': if ($target) then rdg:name-of($target) else '' }"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- returns a line or paragraph of the base text: id, element, numbers, and its words; a heading without words is none -->
  <xsl:function name="app:unit" as="map(*)*">
    <xsl:param name="mark" as="map(*)"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:variable name="span" as="map(xs:string, xs:integer)" select="base:span($mark?from, $mark?to, $words)"/>
    <xsl:if test="$span?first le $span?last">
      <xsl:sequence select="map{ 'id': string($mark?element/@xml:id), 'element': local-name($mark?element),
        'numbers': string-join($mark?element/ancestor-or-self::*[@n][ancestor::tei:text]/@n ! normalize-space(.), '.'), 'first': $span?first, 'last': $span?last }"/>
    </xsl:if>
  </xsl:function>

  <!-- returns where witnesses begin and break off, in the order of the text (see wit:lacunae). In a reading that is not the base's
       a witness breaks off after the words of the entry and begins before them: the entry itself says what it has there. -->
  <xsl:function name="app:events" as="map(*)*">
    <xsl:param name="base" as="map(*)"/>
    <xsl:param name="entries" as="map(*)*"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="found" as="map(*)*">
      <xsl:for-each select="$base?marks[?element[self::tei:lacunaStart or self::tei:lacunaEnd or self::tei:witStart or self::tei:witEnd]]">
        <xsl:sequence select="app:event(?element, ?from?closed, $written)"/>
      </xsl:for-each>
      <xsl:for-each select="$entries[exists(?spans?*)]">
        <xsl:variable name="entry" as="map(*)" select="."/>
        <xsl:for-each select="?readings?*[not(?base) or $entry?method ne $app:segmentation]?node[*]//(tei:lacunaStart | tei:lacunaEnd | tei:witStart | tei:witEnd)">
          <xsl:sequence select="app:event(., if (self::tei:lacunaStart or self::tei:witEnd) then ($entry?spans?*)[1]?last else ($entry?spans?*)[1]?first - 1, $written)"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:sequence select="sort($found, (), function($event as map(*)) as xs:integer { $event?word })"/>
  </xsl:function>

  <xsl:function name="app:event" as="map(*)*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="word" as="xs:integer"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="reading" as="element()?" select="$element/ancestor::*[self::tei:lem or self::tei:rdg][1]"/>
    <xsl:for-each select="tokenize(string(($element/@wit, $reading ! app:inherited(., 'wit'))[1])) ! wit:meant(., $written)">
      <xsl:sequence select="map{ 'witness': ., 'starts': exists($element[self::tei:lacunaStart or self::tei:witEnd]),
        'whole': exists($element[self::tei:witStart or self::tei:witEnd]), 'word': $word }"/>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
