<?xml version="1.0" encoding="UTF-8"?>
<!-- Register entries as maps (Guidelines, ND 13.3 and CO 3.12): person, personGrp, place, org, event, bibl, biblStruct.
     What each output shows of an entry, it takes from here. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:entry="https://tei-edition.org/ns/entries" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:ref="https://tei-edition.org/ns/citation"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- returns the entries of a document's lists; a bibl in a text's bibliography is one only if something can point to it -->
  <xsl:function name="entry:all" as="map(*)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document//(tei:person | tei:personGrp | tei:place | tei:org | tei:event | tei:bibl | tei:biblStruct)
      [@xml:id][ancestor::*[local-name() = ('listPerson', 'listPlace', 'listOrg', 'listEvent', 'listBibl')]]
      [not(ancestor::tei:sourceDesc)] ! entry:map(.)"/>
  </xsl:function>

  <xsl:function name="entry:map" as="map(*)">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="$name:types(local-name($entry))"/>
    <xsl:variable name="label" as="xs:string" select="name:label($entry)"/>
    <xsl:sequence select="map{
      'id': string($entry/@xml:id),
      'key': $kind || ':' || $entry/@xml:id,
      'type': $kind,
      'name': $label,
      'sort': name:sort-key($entry),
      'dates': name:span($entry),
      'description': string((name:description($entry), '')[1]),
      'certainty': string(($entry/@cert, '')[1]),
      'variants': array{ distinct-values(name:forms($entry)[not(@type = ('sort', 'preferred', 'main'))] ! normalize-space(.))[not(. = ($label, ''))] },
      'idnos': array{ $entry/tei:idno ! map{ 'type': string((@type, '')[1]), 'value': normalize-space(.),
        'source': string-join(entry:sources(.), '; ') } },
      'sources': array{ distinct-values(($entry, $entry/(tei:birth | tei:death | tei:orgName)) ! entry:sources(.)) },
      'imprint': entry:imprint($entry),
      'notes': array{ $entry/tei:note[not(@type = 'description')][not(. is ../tei:note[not(@type)][1] and not(../tei:note/@type = 'description'))]
        ! ref:plain(.) },
      'relations': array{ entry:relations($entry) } }"/>
  </xsl:function>

  <!-- returns what the @source of an element points at, in words -->
  <xsl:function name="entry:sources" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="tokenize($element/@source)">
      <xsl:variable name="target" as="element()?" select="ptr:target(., $element)"/>
      <xsl:sequence select="if ($target) then normalize-space(($target[self::tei:bibl], $target[self::tei:note] ! ref:plain(.),
        $target ! name:label(.))[1]) else ptr:expand(., $element)"/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns author, place, publisher and year of a published work as the entry gives them -->
  <xsl:function name="entry:imprint" as="map(xs:string, xs:string)">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="parts" as="map(xs:string, element()*)" select="map{
      'authors': ($entry/tei:author, $entry/tei:analytic/tei:author, $entry/tei:monogr[not($entry/tei:analytic/tei:author)]/tei:author),
      'editors': ($entry/tei:editor, $entry/tei:monogr/tei:editor),
      'in': $entry[tei:analytic]/tei:monogr/tei:title[not(@type = 'sort')],
      'place': $entry//tei:pubPlace, 'publisher': $entry//tei:publisher,
      'date': ($entry/tei:date, $entry/tei:monogr/tei:imprint/tei:date)[1],
      'scope': $entry//tei:biblScope }"/>
    <xsl:map>
      <xsl:for-each select="('authors', 'editors', 'in', 'place', 'publisher', 'date', 'scope')">
        <xsl:variable name="words" as="xs:string*" select="$parts(.) ! normalize-space((string(.)[normalize-space()], @when, @n)[1])"/>
        <xsl:if test="exists($words)"><xsl:map-entry key="." select="string-join($words, '; ')"/></xsl:if>
      </xsl:for-each>
    </xsl:map>
  </xsl:function>

  <!-- returns the entries that @corresp, @sameAs or a nested name of the entry relates it to -->
  <xsl:function name="entry:relations" as="map(xs:string, xs:string)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="$entry/(@corresp | @sameAs) ! tokenize(.)">
      <xsl:variable name="target" as="element()?" select="ptr:target(., $entry)"/>
      <xsl:if test="$target and map:contains($name:types, local-name($target))" xmlns:map="http://www.w3.org/2005/xpath-functions/map">
        <xsl:sequence select="map{ 'key': $name:types(local-name($target)) || ':' || $target/@xml:id, 'name': name:label($target) }"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:function>

</xsl:stylesheet>
