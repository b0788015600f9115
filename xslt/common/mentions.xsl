<?xml version="1.0" encoding="UTF-8"?>
<!-- Every mention of a document as a map: what it names, where it stands, in which words, in whose layer.
     The mentions of the corrected text and of all notes; what is not read (the reading not chosen) is no mention. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:mention="https://tei-edition.org/ns/mentions" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:layer="https://tei-edition.org/ns/layers" xmlns:ref="https://tei-edition.org/ns/citation"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- how many characters of context stand on either side -->
  <xsl:variable name="mention:context-length" as="xs:integer" select="70"/>

  <!-- returns the mentions of a document, in order, as arrays and maps fit for JSON -->
  <xsl:function name="mention:all" as="map(*)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="page" as="xs:string"/>
    <xsl:for-each select="$document//tei:text//tei:*[local-name() = $mention:elements][name:kind(.)][mention:is-read(.)]">
      <xsl:sequence select="mention:map(., $page)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:variable name="mention:elements" as="xs:string+"
    select="('name', 'rs', 'persName', 'orgName', 'eventName', 'placeName', 'geogName', 'settlement', 'country', 'region',
      'district', 'bloc', 'title', 'bibl', 'date')"/>

  <xsl:function name="mention:map" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="page" as="xs:string"/>
    <xsl:variable name="kind" as="xs:string" select="name:kind($element)"/>
    <xsl:variable name="block" as="element()" select="(ref:unit($element), $element/parent::*)[1]"/>
    <xsl:variable name="texts" as="text()*" select="mention:texts($block)"/>
    <xsl:variable name="before" as="xs:string" select="string-join($texts[. &lt;&lt; $element])"/>
    <xsl:variable name="form" as="xs:string" select="string-join($texts[ancestor::* intersect $element])"/>
    <xsl:variable name="after" as="xs:string" select="string-join($texts[. &gt;&gt; $element][not(ancestor::* intersect $element)])"/>
    <xsl:sequence select="map{
      'kind': $kind,
      'entries': array{ name:entry-keys($element) },
      'id': id:anchor($element),
      'permanent': id:permanent($element),
      'reference': ref:label($element),
      'section': string((ref:section($element)[last()], '')[1]),
      'page': $page || '#' || id:anchor($element),
      'form': normalize-space($form),
      'value': if ($kind eq 'date') then name:date-value($element) else '',
      'before': mention:tail($before),
      'after': mention:front($after),
      'layer': layer:of($element),
      'certainty': string(($element/@cert, '')[1]) }"/>
  </xsl:function>

  <!-- returns the text nodes of a block as its reader meets them: corrected, without the notes that hang on it -->
  <xsl:function name="mention:texts" as="text()*">
    <xsl:param name="block" as="element()"/>
    <xsl:sequence select="$block//text()[mention:is-read(.)][not(ancestor::tei:note[. >> $block])]"/>
  </xsl:function>

  <!-- whether a node belongs to the corrected text -->
  <xsl:function name="mention:is-read" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="empty($node/ancestor-or-self::*[self::tei:surplus or self::tei:sic[../tei:corr] or self::tei:orig[../tei:reg]
      or self::tei:abbr[../self::tei:choice][../tei:expan] or self::tei:rdg[../tei:lem] or self::tei:del[../self::tei:subst]])"/>
  </xsl:function>

  <!-- returns the last characters of a text from a word's start on -->
  <xsl:function name="mention:tail" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace($text, '\s+', ' ')"/>
    <xsl:variable name="cut" as="xs:integer" select="string-length($plain) - $mention:context-length"/>
    <xsl:sequence select="replace(if ($cut le 0) then $plain
      else '…' || replace(substring($plain, $cut + 1), '^\S*\s', ''), '^ ', '')"/>
  </xsl:function>

  <!-- returns the first characters of a text up to a word's end -->
  <xsl:function name="mention:front" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="replace($text, '\s+', ' ')"/>
    <xsl:sequence select="replace(if (string-length($plain) le $mention:context-length) then $plain
      else replace(substring($plain, 1, $mention:context-length), '\s\S*$', '') || '…', ' $', '')"/>
  </xsl:function>

</xsl:stylesheet>
