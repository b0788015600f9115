<?xml version="1.0" encoding="UTF-8"?>
<!-- Register entries as maps (Guidelines, ND 13.3 and CO 3.12): person, personGrp, place, org, event, bibl, biblStruct,
     biblFull, with their listRelation. What each output shows of an entry, it takes from here.
     Only what has an xml:id is an entry: nothing can lead to another. Needs names, pointers and readings. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:date="https://tei-edition.org/ns/dates"
  xmlns:entry="https://tei-edition.org/ns/entries" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- relations by the entries that they name, with and without the number sign -->
  <xsl:key name="entry:relation" match="tei:relation" use="(@active | @passive | @mutual) ! tokenize(.) ! replace(., '^.*[#:]', '')"/>

  <!-- returns the entries of a document's lists; the works listed as a document's own sources are not the edition's -->
  <xsl:function name="entry:all" as="map(*)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="$document//(tei:person | tei:personGrp | tei:place | tei:org | tei:event
      | (tei:bibl | tei:biblStruct | tei:biblFull)[ancestor::tei:listBibl or parent::tei:standOff][not(ancestor::tei:sourceDesc)][not(ancestor::tei:person)])
      [@xml:id][not(ancestor::tei:note)] ! entry:map(.)"/>
  </xsl:function>

  <xsl:function name="entry:map" as="map(*)">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="kind" as="xs:string" select="$name:types(local-name($entry))"/>
    <xsl:variable name="label" as="xs:string" select="name:label($entry)"/>
    <xsl:variable name="key" as="xs:string" select="name:key-of($entry)"/>
    <xsl:variable name="notes" as="element(tei:note)*" select="$entry/tei:note[not(@type = 'description')][normalize-space()]"/>
    <xsl:sequence select="map{
      'id': name:fragment($key),
      'key': $key,
      'type': $kind,
      'origin': ptr:local(ptr:uri($entry)) || '#' || $entry/@xml:id,
      'name': $label,
      'language': string((name:preferred($entry), $entry)[1]/ancestor-or-self::*[@xml:lang][1]/@xml:lang),
      'sort': name:sort-key($entry),
      'dates': name:span($entry),
      'description': string(name:description($entry)),
      'certainty': string($entry/@cert),
      'variants': array{ distinct-values(name:forms($entry)[not(@type = 'sort')] ! name:words(.))[not(. = ($label, ''))] },
      'idnos': array{ entry:idnos($entry) },
      'sources': array{ entry:sources($entry) },
      'imprint': entry:imprint($entry),
      'notes': array{ ($notes except $notes[not(@type)][empty($entry/(tei:note[@type = 'description'] | tei:desc))][1]) ! rdg:plain(node(), 'corrected') },
      'relations': array{ entry:relations($entry) } }"/>
  </xsl:function>

  <!-- returns the numbers by which others know the entry -->
  <xsl:function name="entry:idnos" as="map(xs:string, xs:string)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:for-each select="$entry/(tei:idno | tei:analytic/tei:idno | tei:monogr[not(../tei:analytic)]/tei:idno)/descendant-or-self::tei:idno[not(tei:idno)][normalize-space()]">
      <xsl:sequence select="map{ 'type': string((@type, @subtype, ../@type[parent::tei:idno])[1]), 'value': normalize-space(.),
        'source': string-join(entry:source(., ancestor-or-self::tei:idno/@source) ! ?text, '; ') }"/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns where the entry's dates, names and facts come from (each idno names its own) -->
  <xsl:function name="entry:sources" as="map(xs:string, xs:string)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="found" as="map(xs:string, xs:string)*" select="entry:source($entry,
      $entry/descendant-or-self::*[not(ancestor-or-self::tei:idno or ancestor::tei:note or self::tei:quote)]
        [entry:is-of(., $entry)]/@source)"/>
    <xsl:for-each-group select="$found" group-by="?text || ' ' || ?url"><xsl:sequence select="."/></xsl:for-each-group>
  </xsl:function>

  <!-- returns what some @source attributes point at: its words, and the address that it gives -->
  <xsl:function name="entry:source" as="map(xs:string, xs:string)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:param name="attributes" as="attribute()*"/>
    <xsl:for-each select="distinct-values($attributes ! tokenize(.))">
      <xsl:variable name="target" as="element()?" select="ptr:target(., $entry)"/>
      <xsl:variable name="expanded" as="xs:string" select="ptr:expand(., $entry)"/>
      <xsl:choose>
        <xsl:when test="$target"><xsl:sequence select="entry:cited($target)"/></xsl:when>
        <xsl:when test="matches($expanded, '^https?://', 'i')"><xsl:sequence select="map{ 'text': '', 'url': $expanded }"/></xsl:when>
        <xsl:otherwise><xsl:sequence select="map{ 'text': $expanded, 'url': '' }"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- returns the words of a source without its address, which is told apart: on the web, or the path of another source of
       the edition below the sources' root -->
  <xsl:function name="entry:cited" as="map(xs:string, xs:string)">
    <xsl:param name="source" as="element()"/>
    <xsl:variable name="link" as="element()?" select="($source//(tei:ref | tei:ptr)[matches(@target, '^https?://', 'i')],
      $source//(tei:ref | tei:ptr)[matches(@target, '^[^#:\s]+(#\S*)?$')])[1]"/>
    <xsl:variable name="url" as="xs:string" select="if (matches($link/@target, '^https?://', 'i')) then string($link/@target)
      else string($link ! substring-after(ptr:local(ptr:absolute(@target, .)), substring-before(ptr:local(ptr:uri(.)), $file)))"/>
    <xsl:variable name="words" as="xs:string" select="if ($source[self::tei:bibl or self::tei:note or self::tei:p]) then rdg:plain($source/node(), 'corrected')
      else name:label($source)"/>
    <xsl:variable name="address" as="xs:string" select="normalize-space($link)"/>
    <xsl:variable name="shown" as="xs:string" select="if ($address ne '' and not(matches($address, '\s')) and contains($words, $address))
      then substring-before($words, $address) || substring-after($words, $address) else $words"/>
    <xsl:sequence select="map{ 'text': normalize-space(replace($shown, '[\s,:;]+(\(|$)', ' $1')), 'url': $url }"/>
  </xsl:function>

  <!-- returns author, place, publisher and year of a published work as the entry gives them -->
  <xsl:function name="entry:imprint" as="map(xs:string, xs:string)">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="parts" as="map(xs:string, element()*)" select="map{
      'authors': ($entry/tei:author, $entry/tei:analytic/tei:author, $entry/tei:monogr[not($entry/tei:analytic/tei:author)]/tei:author),
      'editors': ($entry/tei:editor, $entry/tei:monogr/tei:editor),
      'in': $entry[tei:analytic]/tei:monogr/tei:title[not(@type = ('sort', 'variant'))],
      'place': $entry//tei:pubPlace, 'publisher': $entry//tei:publisher,
      'date': ($entry/tei:date, $entry/tei:monogr/tei:imprint/tei:date)[1],
      'scope': $entry//tei:biblScope }"/>
    <xsl:map>
      <xsl:if test="$name:types(local-name($entry)) = 'work'">
        <xsl:for-each select="('authors', 'editors', 'in', 'place', 'publisher', 'date', 'scope')">
          <xsl:variable name="words" as="xs:string*" select="$parts(.) ! (if (self::tei:date) then entry:year(.) else name:words(.))"/>
          <xsl:if test="exists($words[. ne ''])"><xsl:map-entry key="." select="string-join($words[. ne ''], '; ')"/></xsl:if>
        </xsl:for-each>
      </xsl:if>
    </xsl:map>
  </xsl:function>

  <!-- returns a date of publication as it is written, if it says a date at all -->
  <xsl:function name="entry:year" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:variable name="written" as="xs:string" select="rdg:plain($date/node(), 'corrected')"/>
    <xsl:sequence select="if (matches($written, '\p{N}')) then $written else string(name:dating($date) ! date:words(.))"/>
  </xsl:function>

  <!-- returns the entries to which this one is related: by @corresp and @sameAs, by names inside it that point to an entry,
       by listRelation. type: corresp, sameAs, the element that names the other, or relation/@name (with ^ where the relation
       runs the other way) -->
  <xsl:function name="entry:relations" as="map(xs:string, xs:string)*">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="found" as="map(xs:string, xs:string)*">
      <xsl:for-each select="$entry/(@corresp | @sameAs)">
        <xsl:sequence select="tokenize(.) ! name:target(., $entry) ! entry:relation(local-name(current()), .)"/>
      </xsl:for-each>
      <xsl:for-each select="$entry/descendant::*[@ref][not(ancestor::tei:note)][entry:is-of(., $entry)]">
        <xsl:variable name="inner" as="element()" select="."/>
        <xsl:variable name="holder" as="element()" select="ancestor-or-self::*[not(self::tei:persName or self::tei:orgName or self::tei:placeName
          or self::tei:name or self::tei:settlement or self::tei:country or self::tei:region)][1]"/>
        <xsl:sequence select="tokenize(@ref) ! name:target(., $inner)
          ! entry:relation(if ($holder is $entry) then 'corresp' else local-name($holder), .)"/>
      </xsl:for-each>
      <xsl:for-each select="key('entry:relation', string($entry/@xml:id), root($entry))">
        <xsl:sequence select="entry:from-relation(., $entry)"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:for-each-group select="$found[not(?key eq name:key-of($entry))]" group-by="?type || ' ' || ?key"><xsl:sequence select="."/></xsl:for-each-group>
  </xsl:function>

  <!-- whether a node belongs to the entry itself and not to another that stands inside it -->
  <xsl:function name="entry:is-of" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$node/ancestor-or-self::*[name:is-entry(.)][1] is $entry"/>
  </xsl:function>

  <xsl:function name="entry:relation" as="map(xs:string, xs:string)">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="target" as="element()"/>
    <xsl:sequence select="map{ 'type': $type, 'key': name:key-of($target), 'name': name:label($target) }"/>
  </xsl:function>

  <!-- returns those on the other side of a relation -->
  <xsl:function name="entry:from-relation" as="map(xs:string, xs:string)*">
    <xsl:param name="relation" as="element(tei:relation)"/>
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="side" as="function(attribute()?) as element()*"
      select="function($pointers as attribute()?) as element()* { tokenize($pointers) ! name:target(., $relation) }"/>
    <xsl:variable name="type" as="xs:string" select="string(($relation/@name, $relation/@ref, $relation/@type, 'corresp')[1])"/>
    <xsl:sequence select="$side($relation/@mutual)[not(. is $entry)] ! entry:relation($type, .),
      if ($side($relation/@active) intersect $entry) then $side($relation/@passive) ! entry:relation($type, .)
      else if ($side($relation/@passive) intersect $entry) then $side($relation/@active) ! entry:relation('^' || $type, .)
      else ()"/>
  </xsl:function>

</xsl:stylesheet>
