<?xml version="1.0" encoding="UTF-8"?>
<!-- The index as a table (RFC 4180, UTF-8): a line for each mention of each entry, and one for an entry without mentions.
     A cell that holds several values has each on a line of its own; none of them contains a line end.
     The fields are those of index.json; what is counted there (forms) can be counted here. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:index="https://tei-edition.org/ns/index"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:variable name="index:entry-columns" as="xs:string+" select="'type', 'id', 'key', 'aliases', 'registered', 'origin', 'entry_page', 'name', 'entry_language', 'sort',
    'letter', 'from', 'to', 'dates_kind', 'dates', 'description', 'entry_certainty', 'variants',
    'idno_types', 'idnos', 'idno_sources', 'source_texts', 'source_urls',
    'imprint_authors', 'imprint_editors', 'imprint_in', 'imprint_scope', 'imprint_place', 'imprint_publisher', 'imprint_date',
    'notes', 'relation_types', 'relation_keys', 'relation_names'"/>

  <xsl:variable name="index:mention-columns" as="xs:string+" select="'file', 'text', 'mention_id', 'permanent', 'reference', 'section', 'page', 'form', 'language',
    'value', 'before', 'after', 'layer', 'certainty'"/>

  <xsl:variable name="index:titles" as="map(xs:string, xs:string)" select="map:merge($index:texts ! map{ ?file: ?title })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <!-- returns the table of some entries -->
  <xsl:function name="index:csv" as="xs:string">
    <xsl:param name="entries" as="map(*)*"/>
    <xsl:sequence select="string-join((index:line(($index:entry-columns, $index:mention-columns)), $entries ! index:lines(.)))"/>
  </xsl:function>

  <xsl:function name="index:lines" as="xs:string+">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="head" as="xs:string" select="string-join(index:entry-cells($entry) ! (index:cell(.) || ','))"/>
    <xsl:sequence select="if (array:size($entry?mentions) eq 0) then $head || string-join($index:mention-columns ! '', ',') || '&#13;&#10;'
      else $entry?mentions?* ! ($head || index:line(index:mention-cells(.)))"/>
  </xsl:function>

  <xsl:function name="index:entry-cells" as="xs:string+">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="several" as="function(item()*) as xs:string" select="function($values as item()*) as xs:string {
      string-join($values ! string(.), '&#10;') }"/>
    <xsl:sequence select="$entry ! (?type, ?id, ?key, $several(?aliases?*), string(?registered), ?origin, ?page, ?name, ?language, ?sort, ?letter,
      string(?dates?from), string(?dates?to), string(?dates?kind), ?dates?words, ?description, ?certainty, $several(?variants?*),
      $several(?idnos?*?type), $several(?idnos?*?value), $several(?idnos?*?source), $several(?sources?*?text), $several(?sources?*?url)),
      ('authors', 'editors', 'in', 'scope', 'place', 'publisher', 'date') ! string($entry?imprint(.)),
      $several($entry?notes?*), $entry?relations ! ($several(?*?type), $several(?*?key), $several(?*?name))"/>
  </xsl:function>

  <xsl:function name="index:mention-cells" as="xs:string+">
    <xsl:param name="mention" as="map(*)"/>
    <xsl:sequence select="$mention ! (?file, string($index:titles(?file)), ?id, string(?permanent), ?reference, ?section, ?page, ?form, ?language, ?value,
      ?context?before, ?context?after, ?layer, ?certainty)"/>
  </xsl:function>

  <xsl:function name="index:line" as="xs:string">
    <xsl:param name="cells" as="xs:string+"/>
    <xsl:sequence select="string-join($cells ! index:cell(.), ',') || '&#13;&#10;'"/>
  </xsl:function>

  <!-- returns a field, in quotation marks where it needs them -->
  <xsl:function name="index:cell" as="xs:string">
    <xsl:param name="value" as="xs:string"/>
    <xsl:sequence select="if (contains($value, '&quot;')) then '&quot;' || replace($value, '&quot;', '&quot;&quot;') || '&quot;'
      else if (contains($value, ',') or contains($value, '&#10;') or contains($value, '&#13;')) then '&quot;' || $value || '&quot;'
      else $value"/>
  </xsl:function>

</xsl:stylesheet>
