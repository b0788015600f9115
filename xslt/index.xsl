<?xml version="1.0" encoding="UTF-8"?>
<!-- The index over all documents: index.json, index.csv and the register pages, reduced from the documents' models.
     It reads no TEI: what a mention or an entry is, the models have said. -->
<xsl:package name="https://tei-edition.org/index" package-version="1" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:index="https://tei-edition.org/ns/index" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:include href="common/settings.xsl"/>
  <xsl:include href="common/locale.xsl"/>
  <xsl:include href="common/identifiers.xsl"/>
  <xsl:include href="common/pointers.xsl"/>
  <xsl:include href="common/names.xsl"/>

  <!-- the models of all documents, each the JSON that model.xsl gave, in the edition's order; registers included -->
  <xsl:param name="models" as="xs:string*" select="()"/>

  <xsl:variable name="index:models" as="map(*)*" select="$models ! parse-json(.)"/>

  <xsl:variable name="index:collation" as="xs:string"
    select="'http://www.w3.org/2013/collation/UCA?fallback=yes;alternate=blanked;lang=' || (set:get('language'), 'en')[1]"/>

  <!-- returns index.json and index.csv -->
  <xsl:template name="index" as="map(xs:string, xs:string)" visibility="public">
    <xsl:sequence select="map{
      'index.json': serialize(map{
        'version': '1',
        'title': string((set:get('title'), '')[1]),
        'date': string((set:get('date'), '')[1]),
        'entries': array{ $index:entries } }, map{ 'method': 'json', 'indent': true() }) || '&#10;',
      'index.csv': index:csv() }"/>
  </xsl:template>

  <!-- every mention as (key, map), in the edition's order -->
  <xsl:variable name="index:mentions" as="map(*)*">
    <xsl:for-each select="$index:models">
      <xsl:variable name="model" as="map(*)" select="."/>
      <xsl:for-each select="?mentions?*">
        <xsl:variable name="mention" as="map(*)" select="."/>
        <xsl:for-each select="?entries?*">
          <xsl:sequence select="map{ 'key': ., 'mention': map:merge((map{
            'file': $model?file, 'title': $model?title },
            ('id', 'permanent', 'reference', 'section', 'page', 'form', 'value', 'layer', 'certainty') ! map{ .: $mention(.) },
            map{ 'context': map{ 'before': $mention?before, 'after': $mention?after } })) }"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>

  <!-- the entries of all registers and those that mentions alone make, sorted by kind and by the language's order -->
  <xsl:variable name="index:entries" as="map(*)*">
    <xsl:variable name="listed" as="map(xs:string, map(*))"
      select="map:merge($index:models?entries?* ! map{ ?key: . }, map{ 'duplicates': 'use-first' })"/>
    <xsl:variable name="grouped" as="map(xs:string, map(*)*)">
      <xsl:map>
        <xsl:for-each-group select="$index:mentions" group-by="?key">
          <xsl:map-entry key="current-grouping-key()" select="current-group()?mention"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:for-each select="distinct-values((map:keys($listed), map:keys($grouped)))">
      <xsl:sort select="index:rank(.)"/>
      <xsl:sort select="($listed(.)?sort, substring-after(., ':'))[1]" collation="{$index:collation}"/>
      <xsl:sort select="."/>
      <xsl:sequence select="index:entry(., $listed(.), $grouped(.))"/>
    </xsl:for-each>
  </xsl:variable>

  <xsl:variable name="index:order" as="xs:string+" select="('person', 'place', 'org', 'event', 'work', 'date')"/>

  <xsl:function name="index:rank" as="xs:integer">
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="(index-of($index:order, substring-before($key, ':')), 9)[1]"/>
  </xsl:function>

  <!-- returns one entry of index.json -->
  <xsl:function name="index:entry" as="map(*)">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="listed" as="map(*)?"/>
    <xsl:param name="mentions" as="map(*)*"/>
    <xsl:variable name="words" as="xs:string" select="substring-after($key, ':')"/>
    <xsl:variable name="bare" as="map(*)" select="map{ 'id': name:fragment($key), 'key': $key, 'type': substring-before($key, ':'),
      'name': if (starts-with($key, 'date:')) then $words else ($mentions?form, $words)[1], 'sort': $words, 'dates': map{}, 'description': '',
      'certainty': '', 'variants': [], 'idnos': [], 'sources': [], 'imprint': map{}, 'notes': [], 'relations': [] }"/>
    <xsl:sequence select="map:merge((($listed, $bare)[1], map{
      'registered': exists($listed),
      'page': name:page($key),
      'forms': array{
        for $form in distinct-values($mentions?form) return map{ 'form': $form, 'count': count($mentions[?form eq $form]) } },
      'mentions': array{ $mentions } }))"/>
  </xsl:function>

  <!-- one line per mention; an entry without mentions has one line too -->
  <xsl:variable name="index:columns" as="xs:string+" select="('entry_id', 'type', 'name', 'sort', 'from', 'to', 'description', 'idnos',
    'file', 'mention_id', 'reference', 'section', 'page', 'form', 'value', 'before', 'after', 'layer', 'certainty')"/>

  <xsl:function name="index:csv" as="xs:string">
    <xsl:variable name="rows" as="array(xs:string)*" select="array{ $index:columns }, $index:entries ! index:rows(.)"/>
    <xsl:sequence select="string-join($rows ! (string-join(?* ! index:cell(.), ',') || '&#13;&#10;'))"/>
  </xsl:function>

  <xsl:function name="index:rows" as="array(xs:string)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="head" as="xs:string+" select="$entry ! (?id, ?type, ?name, ?sort, string(?dates?from), string(?dates?to), ?description,
      string-join(?idnos?* ! (?type || '=' || ?value), ' '))"/>
    <xsl:sequence select="if (array:size($entry?mentions) eq 0) then array{ $head, (1 to 11) ! '' }
      else $entry?mentions?* ! array{ $head, ?file, ?id, ?reference, ?section, ?page, ?form, ?value, ?context?before, ?context?after,
        ?layer, ?certainty }"/>
  </xsl:function>

  <!-- returns a CSV field (RFC 4180) -->
  <xsl:function name="index:cell" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (matches($value, '[&quot;,\r\n]')) then '&quot;' || replace($value, '&quot;', '&quot;&quot;') || '&quot;' else $value"/>
  </xsl:function>

</xsl:package>
