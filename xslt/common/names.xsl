<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and their register entries (Guidelines, ND): which element is a mention, of what kind, and of which entry.
     An entry is found through @ref (also @key, @corresp); a mention that points nowhere is an entry by its own words,
     so that a text without registers has an index all the same.
     Entries: person personGrp place org event bibl biblStruct … with name elements typed preferred, sort and variant;
     where none is typed, the first name is the preferred one. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:name="https://tei-edition.org/ns/names" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- element name → kind, for elements that are names by themselves -->
  <xsl:variable name="name:kinds" as="map(xs:string, xs:string)" select="map{
    'persName': 'person', 'orgName': 'org', 'eventName': 'event', 'placeName': 'place', 'geogName': 'place',
    'settlement': 'place', 'country': 'place', 'region': 'place', 'district': 'place', 'bloc': 'place',
    'title': 'work', 'bibl': 'work', 'date': 'date'}"/>

  <!-- what @type of name and rs, and the elements of a register, say of the kind -->
  <xsl:variable name="name:types" as="map(xs:string, xs:string)" select="map{
    'person': 'person', 'persName': 'person', 'pers': 'person', 'personGrp': 'person', 'nym': 'person',
    'place': 'place', 'placeName': 'place', 'geogName': 'place', 'city': 'place', 'country': 'place', 'geog': 'place',
    'org': 'org', 'orgName': 'org', 'organisation': 'org', 'organization': 'org', 'group': 'org', 'institution': 'org',
    'event': 'event', 'eventName': 'event',
    'work': 'work', 'bibl': 'work', 'biblStruct': 'work', 'biblFull': 'work', 'msDesc': 'work', 'title': 'work'}"/>

  <!-- the register page of each kind; date is the chronicle -->
  <xsl:variable name="name:pages" as="map(xs:string, xs:string)" select="map{
    'person': 'persons.html', 'place': 'places.html', 'org': 'organisations.html', 'event': 'events.html',
    'work': 'works.html', 'date': 'chronicle.html'}"/>

  <!-- returns person, place, org, event, work or date for a mention, else nothing -->
  <xsl:function name="name:kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="local" as="xs:string" select="local-name($element)"/>
    <xsl:choose>
      <xsl:when test="not(map:contains($name:kinds, $local) or $local = ('name', 'rs'))"/>
      <xsl:when test="namespace-uri($element) ne 'http://www.tei-c.org/ns/1.0'"/>
      <xsl:when test="not($element/ancestor::tei:text) or $element/ancestor::tei:*[local-name() = $name:lists]"/>
      <xsl:when test="$local eq 'date'">
        <xsl:sequence select="if ($element[@when or @from or @to or @notBefore or @notAfter][not(@type = ('imprint', 'title'))])
          then 'date' else ()"/>
      </xsl:when>
      <xsl:when test="$local eq 'bibl'">
        <xsl:sequence select="if ($element/@corresp) then 'work' else ()"/>
      </xsl:when>
      <xsl:when test="$local = ('title', 'rs', 'name', 'settlement', 'country', 'region', 'district', 'bloc')
        and not($element[@ref or @key])"/>
      <xsl:when test="map:contains($name:kinds, $local)">
        <xsl:sequence select="$name:kinds($local)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="($name:types(string($element/@type)),
          name:pointers($element) ! ptr:target(., $element) ! $name:types(local-name(.)))[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- lists of a register: a name in them is part of an entry, not a mention of one -->
  <xsl:variable name="name:lists" as="xs:string+" select="('listPerson', 'listPlace', 'listOrg', 'listEvent', 'listBibl',
    'listNym', 'listWit', 'teiHeader', 'standOff', 'biblStruct')"/>

  <!-- returns the mention's keys, one per entry: kind, colon, and the entry's id, address, or own words -->
  <xsl:function name="name:entry-keys" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="name:kind($element)"/>
    <xsl:choose>
      <xsl:when test="empty($kind)"/>
      <xsl:when test="$kind eq 'date'"><xsl:sequence select="'date:' || name:date-value($element)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="pointers" as="xs:string*" select="name:pointers($element)"/>
        <xsl:sequence select="if (exists($pointers)) then distinct-values($pointers ! name:key(., $element, $kind))
          else $kind || ':' || normalize-space($element)"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="name:key" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="entry" as="element()?" select="ptr:target($pointer, $element)"/>
    <xsl:sequence select="if ($entry) then ($name:types(local-name($entry)), $kind)[1] || ':' || $entry/@xml:id
      else $kind || ':' || replace(ptr:expand($pointer, $element), '^#', '')"/>
  </xsl:function>

  <xsl:function name="name:pointers" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="pointer" as="attribute()?" select="if ($element/self::tei:bibl) then $element/@corresp
      else ($element/@ref, $element/@corresp)[1]"/>
    <xsl:sequence select="if ($pointer) then tokenize($pointer) else $element/@key/normalize-space()[. ne '']"/>
  </xsl:function>

  <!-- returns the first of the mention's entries that stands in a register -->
  <xsl:function name="name:entry" as="element()?">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="(name:pointers($mention) ! ptr:target(., $mention))[map:contains($name:types, local-name(.))][1]"/>
  </xsl:function>

  <!-- returns the entry's preferred name -->
  <xsl:function name="name:label" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="name:forms($entry)"/>
    <xsl:sequence select="normalize-space(($names[@type = 'preferred' or @type = 'main' and $entry[self::tei:bibl or self::tei:biblStruct]], $names[not(@type = 'sort')],
      $entry/tei:label, $entry/tei:desc, $entry[self::tei:bibl], $entry/@xml:id)[1])"/>
  </xsl:function>

  <!-- returns what the entry is sorted by -->
  <xsl:function name="name:sort-key" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="name:forms($entry)"/>
    <xsl:variable name="preferred" as="element()?" select="($names[@type = 'preferred'], $names[not(@type = 'sort')])[1]"/>
    <xsl:sequence select="normalize-space((($names[@type = 'sort'])[1]/string(),
      if ($preferred/tei:surname) then string-join(($preferred/tei:surname, $preferred/tei:forename), ', ') else (),
      name:label($entry))[1])"/>
  </xsl:function>

  <xsl:function name="name:forms" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(tei:persName | tei:placeName | tei:geogName | tei:orgName | tei:eventName | tei:name
      | tei:settlement | tei:title | tei:analytic/tei:title | tei:monogr[not(../tei:analytic)]/tei:title | tei:head)
      | $entry[self::tei:person]/tei:persona/tei:persName"/>
  </xsl:function>

  <!-- returns the one line that says who or what the entry is -->
  <xsl:function name="name:description" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="($entry/(tei:note[@type = 'description'] | tei:desc | tei:note[not(@type)] | tei:occupation)[1])
      ! normalize-space(.)"/>
  </xsl:function>

  <!-- returns the entry's span of time as ISO values: birth and death, from and to, or the day -->
  <xsl:function name="name:span" as="map(xs:string, xs:string)">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="from" as="xs:string?" select="($entry/tei:birth ! name:first-day(.), $entry[self::tei:event] ! name:first-day(.),
      ($entry[self::tei:org]/(@from | @notBefore | tei:orgName/@from))[1]/string(),
      ($entry/tei:monogr/tei:imprint/tei:date, $entry[self::tei:bibl]/tei:date)[1] ! name:first-day(.))[1]"/>
    <xsl:variable name="to" as="xs:string?" select="($entry/tei:death ! name:last-day(.), $entry[self::tei:event] ! name:last-day(.),
      ($entry[self::tei:org]/(@to | @notAfter) ! string(), sort($entry[self::tei:org]/tei:orgName/@to ! string()))[last()],
      ($entry/tei:monogr/tei:imprint/tei:date, $entry[self::tei:bibl]/tei:date)[1] ! name:last-day(.))[1]"/>
    <xsl:map>
      <xsl:if test="$from"><xsl:map-entry key="'from'" select="$from"/></xsl:if>
      <xsl:if test="$to"><xsl:map-entry key="'to'" select="$to"/></xsl:if>
    </xsl:map>
  </xsl:function>

  <xsl:function name="name:first-day" as="xs:string?">
    <xsl:param name="dated" as="element()"/>
    <xsl:sequence select="($dated/@when, $dated/@from, $dated/@notBefore, $dated/tei:date/@when)[1] ! string()"/>
  </xsl:function>

  <xsl:function name="name:last-day" as="xs:string?">
    <xsl:param name="dated" as="element()"/>
    <xsl:sequence select="($dated/@when, $dated/@to, $dated/@notAfter, $dated/tei:date/@when)[1] ! string()"/>
  </xsl:function>

  <!-- returns one normalised value for a date: a day, month or year, or two with a slash; .. where an end is open;
       notBefore and notAfter are marked with a tilde, because the event lies somewhere between them -->
  <xsl:function name="name:date-value" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="if ($date/@when) then string($date/@when)
      else if ($date[@from or @to]) then ($date/@from, '..')[1] || '/' || ($date/@to, '..')[1]
      else '~' || ($date/@notBefore, '..')[1] || '/' || ($date/@notAfter, '..')[1]"/>
  </xsl:function>

  <!-- returns the address of the entry's place in the site, from the site's root -->
  <xsl:function name="name:page" as="xs:string?">
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="kind" as="xs:string" select="substring-before($key, ':')"/>
    <xsl:sequence select="$name:pages($kind) || '#' || name:fragment($key)"/>
  </xsl:function>

  <!-- returns the entry's id on its page: its own id, or one made of its words or address -->
  <xsl:function name="name:fragment" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:variable name="rest" as="xs:string" select="substring-after($key, ':')"/>
    <xsl:sequence select="if (starts-with($key, 'date:')) then 'd' || translate($rest, '/', '_')
      else if ($rest castable as xs:NCName) then $rest
      else 'x-' || string-join(string-to-codepoints($rest) ! (if (codepoints-to-string(.) ! matches(., '[\p{L}\p{Nd}]'))
        then codepoints-to-string(.) else '-'))"/>
  </xsl:function>

</xsl:stylesheet>
