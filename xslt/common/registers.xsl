<?xml version="1.0" encoding="UTF-8"?>
<!-- The registers of the edition: the entries of all documents with their mentions, put together and in order.
     An entry is known by its key (keys.xsl). Mentions that name an entry by its file and id, or by its bare id, join the entry
     that has them. An entry that stands in several documents under one key is taken from the first of them by name.
     Needs $models, $index, settings, keys, dates and collation. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:index="https://tei-edition.org/ns/index"
  xmlns:name="https://tei-edition.org/ns/names" xmlns:order="https://tei-edition.org/ns/collation"
  xmlns:set="https://tei-edition.org/ns/settings" exclude-result-prefixes="#all" version="3.0">

  <xsl:variable name="index:models" as="map(*)*" select="$models ! parse-json(.)"/>

  <!-- the index that was made before -->
  <xsl:variable name="index:made" as="map(*)" select="parse-json($index)"/>

  <!-- the texts of the edition, in reading order -->
  <xsl:variable name="index:texts" as="map(*)*" select="if ($index ne '') then $index:made?texts?* else $index:models[?page ne ''] ! map{
    'file': ?file, 'page': ?page, 'title': ?title, 'language': ?language }"/>

  <!-- key → entry, as the lists of the documents have it -->
  <xsl:variable name="index:listed" as="map(xs:string, map(*))">
    <xsl:map>
      <xsl:for-each-group select="$index:models?entries?*" group-by="?key">
        <xsl:map-entry key="current-grouping-key()" select="if (count(current-group()) eq 1) then current-group() else sort(current-group(), (), function($entry) { $entry?origin })[1]"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- other names of an entry's key: its file and id, and its id alone where no other entry of the kind has the same -->
  <xsl:variable name="index:other-keys" as="map(xs:string, xs:string)">
    <xsl:variable name="by-id" as="map(xs:string, xs:string)">
      <xsl:map>
        <xsl:for-each-group select="$index:models?entries?*" group-by="?type || ':' || substring-after(?origin, '#')">
          <xsl:if test="count(distinct-values(current-group()?key)) eq 1"><xsl:map-entry key="current-grouping-key()" select="string(current-group()[1]?key)"/></xsl:if>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:sequence select="map:merge(($by-id, $index:models?entries?* ! map{ ?type || ':' || ?origin: ?key }), map{ 'duplicates': 'use-first' })"/>
  </xsl:variable>

  <!-- returns the key under which a mention's key is listed -->
  <xsl:function name="index:key" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if (map:contains($index:listed, $key)) then $key else ($index:other-keys($key), $key)[1]"/>
  </xsl:function>

  <!-- every mention with the key of one of its entries and the key it was written with, in the edition's order -->
  <xsl:variable name="index:mentions" as="map(*)*">
    <xsl:for-each select="$index:models">
      <xsl:variable name="file" as="xs:string" select="?file"/>
      <xsl:for-each select="?mentions?*">
        <xsl:variable name="mention" as="map(*)" select="map{ 'file': $file, 'id': ?id, 'permanent': ?permanent, 'reference': ?reference,
          'section': ?section, 'page': ?page, 'form': ?form, 'language': ?language, 'value': ?value,
          'context': map{ 'before': ?before, 'after': ?after }, 'layer': ?layer, 'certainty': ?certainty }"/>
        <xsl:sequence select="?entries?* ! map{ 'key': index:key(.), 'written': ., 'mention': $mention }"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>

  <!-- the entries of all registers and those that mentions alone make: by kind, then in the language's order; dates in that of time -->
  <xsl:variable name="index:entries" as="map(*)*" select="if ($index ne '') then $index:made?entries?* else index:reduced()"/>

  <xsl:function name="index:reduced" as="map(*)*">
    <xsl:variable name="mentioned" as="map(xs:string, map(*)*)">
      <xsl:map>
        <xsl:for-each-group select="$index:mentions" group-by="?key">
          <xsl:map-entry key="current-grouping-key()" select="current-group()"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="keyed" as="map(*)*">
      <xsl:for-each select="distinct-values((map:keys($index:listed), map:keys($mentioned)))">
        <xsl:variable name="entry" as="map(*)" select="($index:listed(.), index:unlisted(., $mentioned(.)?mention))[1]"/>
        <xsl:variable name="dated" as="xs:boolean" select="$entry?type eq 'date'"/>
        <xsl:sequence select="map{ 'entry': $entry, 'found': $mentioned(.), 'kind': index-of($name:order, $entry?type)[1],
          'order': if ($dated) then '' else order:key($entry?sort),
          'time': if ($dated) then array{ date:sort($entry?sort) } else [0, 0] }"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="$keyed">
      <xsl:sort select="?kind"/>
      <xsl:sort select="?time(1)"/>
      <xsl:sort select="?time(2)"/>
      <xsl:sort select="?order"/>
      <xsl:sort select="normalize-unicode(lower-case(?entry?sort), 'NFD')"/>
      <xsl:sort select="?entry?sort"/>
      <xsl:sort select="?entry?key"/>
      <xsl:sequence select="index:entry(?entry, ?found, ?order)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns one entry of index.json -->
  <xsl:function name="index:entry" as="map(*)">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:param name="found" as="map(*)*"/>
    <xsl:param name="order" as="xs:string"/>
    <xsl:variable name="key" as="xs:string" select="$entry?key"/>
    <xsl:variable name="dates" as="map(*)" select="$entry?dates"/>
    <xsl:variable name="relations" as="map(*)*" select="$entry?relations?*"/>
    <xsl:variable name="dated" as="xs:boolean" select="$entry?type eq 'date'"/>
    <xsl:sequence select="map{
      'id': $entry?id, 'key': $key, 'type': $entry?type, 'name': $entry?name, 'language': $entry?language,
      'dates': map:put($dates, 'words', if ($dated) then $entry?name else date:of-entry($dates, $entry?type)),
      'description': $entry?description, 'certainty': $entry?certainty,
      'sort': $entry?sort, 'letter': if ($dated) then string(date:year($entry?sort)) else order:letter($order),
      'page': string(name:page($key)), 'registered': map:contains($index:listed, $key), 'origin': $entry?origin,
      'aliases': array{ distinct-values($found?written)[. ne $key] },
      'variants': $entry?variants, 'idnos': $entry?idnos, 'sources': $entry?sources, 'imprint': $entry?imprint, 'notes': $entry?notes,
      'relations': array{ $relations, index:reverse($index:reversed($key)[not(?key = $relations?key)]) },
      'forms': array{ index:forms($found?mention) },
      'mentions': array{ $found?mention } }"/>
  </xsl:function>

  <!-- entry → relations that other entries have to it, as seen from the entry: ^ before the type -->
  <xsl:variable name="index:reversed" as="map(xs:string, map(*)*)">
    <xsl:map>
      <xsl:for-each-group select="map:keys($index:listed) ! $index:listed(.) ! (for $entry in ., $relation in ?relations?* return map{ 'to': $relation?key,
        'relation': map{ 'type': if (starts-with($relation?type, '^')) then substring($relation?type, 2) else '^' || $relation?type,
          'key': $entry?key, 'name': $entry?name, 'sort': $entry?sort } })" group-by="?to">
        <xsl:map-entry key="current-grouping-key()" select="current-group()?relation"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:variable>

  <!-- returns relations in the order of their names, without what they were ordered by -->
  <xsl:function name="index:reverse" as="map(*)*">
    <xsl:param name="relations" as="map(*)*"/>
    <xsl:for-each-group select="$relations" group-by="?key">
      <xsl:sort select="order:key(?sort)"/>
      <xsl:sort select="?key"/>
      <xsl:sequence select="map:remove(., 'sort')"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- returns an entry that stands in no list: a date, a name that points nowhere or to an address elsewhere -->
  <xsl:function name="index:unlisted" as="map(*)">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="mentions" as="map(*)*"/>
    <xsl:variable name="type" as="xs:string" select="substring-before($key, ':')"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($key, ':')"/>
    <xsl:variable name="name" as="xs:string" select="if ($type eq 'date') then date:words($rest)
      else ($mentions?form[. ne ''], replace($rest, '^=', ''))[1]"/>
    <xsl:variable name="ends" as="map(*)?" select="if ($type ne 'date') then ()
      else if (starts-with($rest, '[')) then map{ 'from': $rest, 'to': $rest } else date:ends($rest)"/>
    <xsl:sequence select="map{
      'id': name:fragment($key), 'key': $key, 'type': $type, 'origin': '', 'name': $name,
      'language': if ($type eq 'date') then '' else string($mentions[1]?language),
      'sort': if ($type eq 'date') then $rest else $name,
      'dates': map:merge((map{ 'from': $ends?from }, map{ 'to': $ends?to })[?* != '']),
      'description': '', 'certainty': '', 'variants': [],
      'idnos': array{ $rest[matches(., '^https?://', 'i')] ! map{ 'type': '', 'value': ., 'source': '' } },
      'sources': [], 'imprint': map{}, 'notes': [], 'relations': [] }"/>
  </xsl:function>

  <!-- returns the forms in which an entry is mentioned, the commonest first, with their numbers -->
  <xsl:function name="index:forms" as="map(*)*">
    <xsl:param name="mentions" as="map(*)*"/>
    <xsl:for-each-group select="$mentions[?form ne '']" group-by="?form">
      <xsl:sort select="-count(current-group())"/>
      <xsl:sequence select="map{ 'form': current-grouping-key(), 'count': count(current-group()) }"/>
    </xsl:for-each-group>
  </xsl:function>

  <!-- returns index.json, not yet laid out (edition/index.py) -->
  <xsl:function name="index:json" as="xs:string">
    <xsl:variable name="index" as="map(*)" select="map{
      'version': '1',
      'title': string((set:get('title'), '')[1]),
      'date': string((set:get('date'), '')[1]),
      'language': string((set:get('language'), '')[1]),
      'texts': array{ $index:texts },
      'entries': array{ $index:entries } }"/>
    <xsl:sequence select="serialize($index, map{ 'method': 'json', 'indent': false() })"/>
  </xsl:function>

</xsl:stylesheet>
