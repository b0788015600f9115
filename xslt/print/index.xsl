<?xml version="1.0" encoding="UTF-8"?>
<!-- The index at the back, from index.json: entries by kind in the order that it has, with the addresses of their mentions;
     the page numbers are found when the page is set. An entry with many mentions has sub-entries: by layer (quotations,
     translator, editor), and the author's by section. A project may override print:entry-name. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:print="https://tei-edition.org/ns/print" xmlns:loc="https://tei-edition.org/ns/locale" xmlns:set="https://tei-edition.org/ns/settings"
  xmlns="https://tei-edition.org/ns/book" exclude-result-prefixes="#all" version="3.0">

  <xsl:variable name="print:entries" as="map(*)*" select="if ($index eq '') then () else parse-json($index)?*"/>

  <!-- a source's name in the index → its number in the book -->
  <xsl:variable name="print:files" as="map(xs:string, xs:integer)" select="map:merge(
    let $texts := set:get('texts') return for $n in 1 to array:size($texts) return map{ string($texts($n)?file): $n })"
    xmlns:map="http://www.w3.org/2005/xpath-functions/map"/>

  <xsl:function name="print:mention-address" as="xs:string?">
    <xsl:param name="mention" as="map(*)"/>
    <xsl:sequence select="$print:files($mention?file) ! (. || '/' || $mention?id)"/>
  </xsl:function>

  <!-- sub-entries begin where a reader would have to look up more places than these -->
  <xsl:variable name="print:many" as="xs:integer" select="6"/>
  <xsl:variable name="print:very-many" as="xs:integer" select="30"/>

  <!-- returns one entry, 'index.xml': the element index, or nothing where there are no entries -->
  <xsl:template name="index" as="map(xs:string, xs:string)" visibility="public">
    <xsl:variable name="index" as="element()?">
      <xsl:where-populated>
        <index><xsl:if test="exists($print:entries)"><xsl:call-template name="print:index-head"/></xsl:if><xsl:call-template name="print:sections"/></index>
      </xsl:where-populated>
    </xsl:variable>
    <xsl:sequence select="map{ 'index.xml': serialize($index, map{ 'method': 'xml', 'indent': false(), 'omit-xml-declaration': true() }) }"/>
  </xsl:template>

  <xsl:template name="print:index-head" as="element()">
    <head level="1" id="index" plain="{print:word('index')}"><xsl:value-of select="print:word('index')"/></head>
  </xsl:template>

  <xsl:template name="print:sections" as="element()*">
    <xsl:for-each-group select="$print:entries" group-by="?type">
      <section title="{print:word('index-' || current-grouping-key())}">
        <xsl:for-each select="current-group()"><xsl:sequence select="print:entry(.)"/></xsl:for-each>
      </section>
    </xsl:for-each-group>
  </xsl:template>

  <xsl:function name="print:entry" as="element()">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="mentions" as="map(*)*" select="$entry?mentions?*"/>
    <xsl:variable name="divided" as="xs:boolean" select="count($mentions) gt $print:many and count(distinct-values($mentions?layer)) gt 1"/>
    <xsl:variable name="own" as="map(*)*" select="if ($divided) then $mentions[?layer eq 'author'] else $mentions"/>
    <xsl:variable name="by-section" as="xs:boolean" select="count($own) gt $print:very-many and count(distinct-values($own?section)) gt 1"/>
    <entry letter="{print:letter($entry)}">
      <xsl:if test="not($by-section)"><xsl:attribute name="at" select="print:addresses($own)"/></xsl:if>
      <name><xsl:value-of select="print:entry-name($entry)"/></name>
      <xsl:for-each select="print:life($entry)[. ne '']"><detail><xsl:value-of select="."/></detail></xsl:for-each>
      <xsl:if test="$by-section">
        <xsl:for-each-group select="$own" group-by="string(?section)">
          <sub label="{print:beginning((current-grouping-key()[. ne ''], current-group()[1]?title)[1])}" at="{print:addresses(current-group())}"/>
        </xsl:for-each-group>
      </xsl:if>
      <xsl:if test="$divided">
        <xsl:for-each-group select="$mentions[not(?layer eq 'author')]" group-by="?layer">
          <sub label="{print:word('layer-' || current-grouping-key())}" at="{print:addresses(current-group())}"/>
        </xsl:for-each-group>
      </xsl:if>
    </entry>
  </xsl:function>

  <xsl:function name="print:addresses" as="xs:string">
    <xsl:param name="mentions" as="map(*)*"/>
    <xsl:sequence select="string-join(distinct-values($mentions ! print:mention-address(.)), ' ')"/>
  </xsl:function>

  <!-- returns the name under which an entry is found: the inverted one where the register has it; a date in words -->
  <xsl:function name="print:entry-name" as="xs:string" visibility="public">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="if ($entry?type = ('person', 'place', 'org', 'event') and contains($entry?sort, ', ')) then $entry?sort
      else ($entry?name[. ne ''], $entry?key)[1]"/>
  </xsl:function>

  <!-- returns the years of a life or an event in brackets -->
  <xsl:function name="print:life" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="if ($entry?type = 'date') then '' else string($entry?dates?words[. ne ''] ! loc:text('print.years', .))"/>
  </xsl:function>

  <!-- returns the first words of a head -->
  <xsl:function name="print:beginning" as="xs:string">
    <xsl:param name="head" as="xs:string"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($head)"/>
    <xsl:sequence select="if (count($words) le 5) then $head else string-join($words[position() le 4], ' ') || ' …'"/>
  </xsl:function>

  <!-- returns what entries are grouped by: the letter of the edition's alphabet, or the decade of a date -->
  <xsl:function name="print:letter" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="if ($entry?type eq 'date') then replace(string($entry?letter), '\d$', '') else string($entry?letter)"/>
  </xsl:function>

</xsl:stylesheet>
