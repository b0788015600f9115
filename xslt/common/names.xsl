<?xml version="1.0" encoding="UTF-8"?>
<!-- Names and their register entries (Guidelines, ND): which element is a mention, of what kind, and of which entry.
     An entry is found through @ref (also @key, @corresp; in a bibl through @corresp or the ptr inside it); a mention that
     points nowhere is an entry by its own words, so that a text without registers has an index all the same.
     Entries: person personGrp place org event bibl biblStruct … with name elements typed preferred, sort and variant;
     where none is typed, the first name in the edition's language is the preferred one, else the first.
     Needs pointers, readings, settings and locale. A project may override name:kind and name:label. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:id="https://tei-edition.org/ns/identifiers"
  xmlns:loc="https://tei-edition.org/ns/locale" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <xsl:include href="keys.xsl"/>
  <xsl:include href="dates.xsl"/>

  <!-- element name → kind, for elements that are names by themselves -->
  <xsl:variable name="name:kinds" as="map(xs:string, xs:string)" select="map{
    'persName': 'person', 'orgName': 'org', 'eventName': 'event', 'placeName': 'place', 'geogName': 'place',
    'settlement': 'place', 'country': 'place', 'region': 'place', 'district': 'place', 'bloc': 'place',
    'title': 'work', 'bibl': 'work', 'date': 'date'}"/>

  <!-- of these, the ones that are names only where they point at something: they have other uses too -->
  <xsl:variable name="name:pointing" as="xs:string+"
    select="('title', 'bibl', 'rs', 'settlement', 'country', 'region', 'district', 'bloc')"/>

  <!-- what @type of name and rs, and the elements of a register, say of the kind -->
  <xsl:variable name="name:types" as="map(xs:string, xs:string)" select="map:merge((
    tokenize('person persName pers personGrp nym character') ! map{ .: 'person' },
    tokenize('place placeName geogName geog city country region district county state settlement town village river mountain') ! map{ .: 'place' },
    tokenize('org orgName organisation organization group institution firm company party corporation') ! map{ .: 'org' },
    tokenize('event eventName') ! map{ .: 'event' },
    tokenize('work bibl biblStruct biblFull msDesc title book text lit_work literature publication manuscript') ! map{ .: 'work' }))"/>

  <!-- lists of a register: a name in them is part of an entry, not a mention of one -->
  <xsl:variable name="name:lists" as="map(xs:string, xs:boolean)" select="map:merge(('listPerson', 'listPlace', 'listOrg', 'listEvent',
    'listBibl', 'listNym', 'listWit', 'teiHeader', 'standOff', 'biblStruct', 'biblFull') ! map{ .: true() })"/>

  <!-- returns person, place, org, event, work or date for a mention, else nothing -->
  <xsl:function name="name:kind" as="xs:string?" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="local" as="xs:string" select="local-name($element)"/>
    <xsl:choose>
      <xsl:when test="not(map:contains($name:kinds, $local) or $local = ('name', 'rs'))"/>
      <xsl:when test="namespace-uri($element) ne 'http://www.tei-c.org/ns/1.0'"/>
      <xsl:when test="not($element/ancestor::tei:text) or $element/ancestor::tei:*[map:contains($name:lists, local-name())]"/>
      <xsl:when test="$local eq 'date'">
        <xsl:sequence select="if ($element/@type = ('imprint', 'title')) then () else name:dating($element) ! 'date'"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="name:kind-of-name($element)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- What a name points at says best what it is (rs, name); its own element says it where it points nowhere. -->
  <xsl:function name="name:kind-of-name" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="local" as="xs:string" select="local-name($element)"/>
    <xsl:variable name="pointers" as="xs:string*" select="name:pointers($element)"/>
    <xsl:choose>
      <xsl:when test="empty($pointers) and ($local = $name:pointing or not(normalize-space($element)) or name:is-part($element))"/>
      <xsl:when test="map:contains($name:kinds, $local)"><xsl:sequence select="$name:kinds($local)"/></xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="($name:types(string($element/@type)),
          $pointers ! name:target(., $element) ! $name:types(local-name(.)))[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- whether a name that points nowhere is only the wording of the name it stands in; a persName in a persName is another
       person, such as the father -->
  <xsl:function name="name:is-part" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/self::tei:name/parent::*[map:contains($name:kinds, local-name()) or self::tei:name or self::tei:rs][not(self::tei:bibl)])"/>
  </xsl:function>

  <!-- returns what the keys of a mention with @ref depend on, so that the same name need not be looked up again -->
  <xsl:function name="name:pointing" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string-join((local-name($element), $element/@type, $element/@ref, base-uri($element)), ' ')"/>
  </xsl:function>

  <!-- returns the mention's keys (keys.xsl), one per entry -->
  <xsl:function name="name:entry-keys" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="kind" as="xs:string?" select="name:kind($element)"/>
    <xsl:choose>
      <xsl:when test="empty($kind)"/>
      <xsl:when test="$kind eq 'date'"><xsl:sequence select="'date:' || name:date-value($element)"/></xsl:when>
      <xsl:otherwise>
        <xsl:variable name="pointers" as="xs:string*" select="name:pointers($element)"/>
        <xsl:sequence select="if (exists($pointers)) then name:keys($pointers, $element, $kind)
          else $kind || ':=' || normalize-unicode(rdg:plain($element/node(), 'corrected'), 'NFC')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Several pointers are several entries; but where some lead to an entry, the others are its numbers elsewhere,
       and of addresses outside the edition alone the first is enough. -->
  <xsl:function name="name:keys" as="xs:string+">
    <xsl:param name="pointers" as="xs:string+"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:variable name="entries" as="element()*" select="$pointers ! name:target(., $element)"/>
    <xsl:variable name="addresses" as="xs:string+" select="$pointers ! name:address(., $element)"/>
    <xsl:variable name="inside" as="xs:string*" select="$addresses[not(matches(., '^[a-z][a-z0-9+.-]*:', 'i'))]"/>
    <xsl:sequence select="if (exists($entries)) then distinct-values($entries ! name:key-of(.))
      else distinct-values(if (exists($inside)) then $inside else $addresses[1]) ! ($kind || ':' || .)"/>
  </xsl:function>

  <!-- returns the key that one of a mention's pointers gives -->
  <xsl:function name="name:key" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:sequence select="name:keys($pointer, $element, $kind)"/>
  </xsl:function>

  <xsl:variable name="name:register-files" as="xs:string*" select="$registers ! ptr:uri(.)"/>

  <!-- returns the key of an entry -->
  <xsl:function name="name:key-of" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="id" as="xs:string" select="string($entry/@xml:id)"/>
    <xsl:variable name="kind" as="xs:string" select="$name:types(local-name($entry))"/>
    <xsl:variable name="file" as="xs:string" select="ptr:uri($entry)"/>
    <xsl:variable name="place" as="xs:integer?" select="index-of($name:register-files, $file)[1]"/>
    <xsl:variable name="first" as="xs:boolean" select="exists($place) and (every $before in subsequence($name:register-files, 1, $place - 1)
      satisfies empty(key('id:by-id', $id, $ptr:registers($before))[$name:types(local-name(.)) = $kind]))"/>
    <xsl:sequence select="$kind || ':' || (if ($first) then $id
      else if (exists($place) or $entry/ancestor::tei:particDesc) then ptr:local($file) || '#' || $id
      else $id || '=' || name:checksum(name:label($entry)))"/>
  </xsl:function>

  <!-- returns what identifies an entry that is not to be found: the bare id, or the address -->
  <xsl:function name="name:address" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="expanded" as="xs:string" select="ptr:expand($pointer, $element)"/>
    <xsl:sequence select="if (starts-with($expanded, '#')) then substring($expanded, 2)
      else if (not(contains($expanded, '#')) or matches($expanded, '^[a-z][a-z0-9+.-]*:', 'i')) then $expanded
      else ptr:local(ptr:absolute(substring-before($expanded, '#'), $element)) || '#' || substring-after($expanded, '#')"/>
  </xsl:function>

  <!-- returns what a name points with: @ref; else @corresp, which has other uses too, if it leads to an entry;
       else @key, which is one value even with spaces -->
  <xsl:function name="name:pointers" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="ref" as="xs:string*" select="$element[not(self::tei:bibl)]/tokenize(@ref)"/>
    <xsl:variable name="other" as="xs:string*" select="if (exists($ref)) then ()
      else ($element/@corresp, $element/self::tei:bibl/tei:ptr/@target)[1]/tokenize(.)[exists(name:target(., $element))]"/>
    <xsl:sequence select="if (exists($ref)) then $ref else if (exists($other)) then $other
      else $element/@key/normalize-space()[. ne '']"/>
  </xsl:function>

  <!-- returns the entry that a pointer means. Beyond what the pointer says, #id and a bare id are looked for in the registers:
       many projects write them so. -->
  <xsl:function name="name:target" as="element()?">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="direct" as="element()?" select="ptr:target($pointer, $element)[name:is-entry(.)]"/>
    <xsl:variable name="id" as="xs:string" select="replace($pointer, '^#', '')"/>
    <xsl:sequence select="if ($direct) then $direct
      else if ($id castable as xs:NCName) then (key('id:by-id', $id, root($element)), $registers ! key('id:by-id', $id, .))[name:is-entry(.)][1]
      else ()"/>
  </xsl:function>

  <xsl:function name="name:is-entry" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:person or self::tei:personGrp or self::tei:place or self::tei:org or self::tei:event
      or self::tei:bibl or self::tei:biblStruct or self::tei:biblFull or self::tei:msDesc or self::tei:nym]/@xml:id)"/>
  </xsl:function>

  <!-- returns the first of the mention's entries that stands in a register -->
  <xsl:function name="name:entry" as="element()?">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="(name:pointers($mention) ! name:target(., $mention))[1]"/>
  </xsl:function>

  <!-- returns the entry's preferred name -->
  <xsl:function name="name:label" as="xs:string" visibility="public">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="string((name:preferred($entry) ! name:words(.), $entry/(tei:label | tei:desc)[1] ! rdg:plain(node(), 'corrected'),
      $entry[self::tei:bibl] ! rdg:plain(node(), 'corrected'), $entry/@xml:id)[. ne ''][1])"/>
  </xsl:function>

  <!-- returns the name element that is shown for the entry -->
  <xsl:function name="name:preferred" as="element()?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="name:forms($entry)[not(@type = 'sort')][normalize-space()]"/>
    <xsl:variable name="plain" as="element()*" select="$names[not(@type = ('variant', 'alternative', 'alt', 'sub', 'short', 'dated'))]"/>
    <xsl:variable name="language" as="xs:string" select="string((set:get('language')[. ne ''], 'en')[1])"/>
    <xsl:sequence select="($names[@type = ('preferred', 'pref')], $names[@type = ('main', 'reg', 'standard', 'authority')],
      $plain[lang($language)], $plain, $names)[1]"/>
  </xsl:function>

  <!-- returns a name in words; parts that stand without a space between them get one, and a comma after a surname that leads -->
  <xsl:function name="name:words" as="xs:string">
    <xsl:param name="name" as="element()"/>
    <xsl:variable name="parts" as="xs:string*" select="$name/* ! rdg:plain(node(), 'corrected')[. ne '']"/>
    <xsl:sequence select="if (count($parts) lt 2 or $name/text()[normalize-space()] or $name/tei:choice) then rdg:plain($name/node(), 'corrected')
      else if ($name/*[1]/self::tei:surname and $name/*[2]/self::tei:forename)
        then loc:text('name.inverted', ($parts[1], string-join(tail($parts), ' ')))
      else string-join($parts, ' ')"/>
  </xsl:function>

  <!-- returns what the entry is sorted by -->
  <xsl:function name="name:sort-key" as="xs:string">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="preferred" as="element()?" select="name:preferred($entry)"/>
    <xsl:variable name="inverted" as="xs:string+" select="string-join($preferred/tei:surname ! normalize-space(.), ' '),
      string-join($preferred/(tei:forename, tei:nameLink) ! normalize-space(.), ' ')"/>
    <xsl:sequence select="((name:forms($entry)[@type = 'sort'] ! normalize-space(.))[. ne ''],
      if ($inverted[1] ne '' and $inverted[2] ne '') then loc:text('name.inverted', $inverted) else (), name:label($entry))[1]"/>
  </xsl:function>

  <!-- returns the elements that are names of the entry -->
  <xsl:function name="name:forms" as="element()*">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="if ($entry[self::tei:biblStruct])
      then ($entry/tei:analytic/tei:title, $entry[not(tei:analytic)]/tei:monogr/tei:title)
      else if ($entry[self::tei:biblFull]) then $entry/(tei:titleStmt | tei:fileDesc/tei:titleStmt)/tei:title
      else if ($entry[self::tei:msDesc]) then $entry/(tei:msIdentifier/tei:msName | tei:head)
      else $entry/(tei:persName | tei:placeName | tei:geogName | tei:orgName | tei:eventName | tei:name | tei:settlement | tei:title
        | tei:head | tei:country | tei:region | tei:form | self::tei:person/tei:persona/tei:persName)"/>
  </xsl:function>

  <!-- returns the one line that says who or what the entry is -->
  <xsl:function name="name:description" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="$entry/(tei:note[@type = 'description'], tei:desc, tei:note[not(@type)], tei:occupation)[1]
      ! rdg:plain(node(), 'corrected')[. ne '']"/>
  </xsl:function>

  <!-- returns when the entry was, as values of dates.xsl: birth and death, beginning and end, or twice the same moment;
       kind: life, floruit, or time. What is not known is absent. -->
  <xsl:function name="name:span" as="map(xs:string, xs:string)">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="birth" as="xs:string?" select="($entry/tei:birth ! name:dating-of(.))[1]"/>
    <xsl:variable name="death" as="xs:string?" select="($entry/tei:death ! name:dating-of(.))[last()]"/>
    <xsl:variable name="time" as="xs:string?" select="(($entry/tei:floruit, $entry, $entry/tei:date, $entry/tei:monogr/tei:imprint/tei:date)
      ! name:dating-of(.), name:dating-of-names($entry))[1]"/>
    <xsl:variable name="ends" as="xs:string+" select="if (exists(($birth, $death))) then (string($birth), string($death))
      else if (contains($time, '/')) then date:ends($time) ! (?from, ?to)
      else (string($time), string($time))"/>
    <xsl:map>
      <xsl:if test="$ends[1]"><xsl:map-entry key="'from'" select="$ends[1]"/></xsl:if>
      <xsl:if test="$ends[2]"><xsl:map-entry key="'to'" select="$ends[2]"/></xsl:if>
      <xsl:if test="$ends != ''">
        <xsl:map-entry key="'kind'" select="if (exists(($birth, $death))) then 'life'
          else if ($entry/tei:floruit ! name:dating-of(.)) then 'floruit' else 'time'"/>
      </xsl:if>
    </xsl:map>
  </xsl:function>

  <!-- returns the value of a dated part of an entry (or of the date inside it), with ? where the encoder is not certain of it -->
  <xsl:function name="name:dating-of" as="xs:string?">
    <xsl:param name="part" as="element()"/>
    <xsl:variable name="dated" as="element()?" select="($part, $part[self::tei:birth or self::tei:death or self::tei:floruit]/tei:date)
      [exists(name:dating(.))][1]"/>
    <xsl:sequence select="$dated ! (name:dating(.) || (if ((., $part)[not(name:is-entry(.))]/@cert = ('low', 'medium', 'unknown')) then '?'
      else if ((., $part)/@precision = ('low', 'medium')) then '~' else ''))"/>
  </xsl:function>

  <!-- returns the time through which the dated names of a body or place run -->
  <xsl:function name="name:dating-of-names" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:variable name="names" as="element()*" select="$entry/(tei:orgName | tei:placeName)[@from or @to]"/>
    <xsl:variable name="open" as="xs:boolean" select="exists($names[not(@to)])"/>
    <xsl:sequence select="if (empty($names)) then ()
      else (sort($names/@from/string())[1], '..')[1] || '/' || (sort($names/@to/string())[last()][not($open)], '..')[1]"/>
  </xsl:function>

  <!-- returns when the entry was, in words; of a life and of a body the years alone -->
  <xsl:function name="name:dates" as="xs:string?">
    <xsl:param name="entry" as="element()"/>
    <xsl:sequence select="date:of-entry(name:span($entry), $name:types(local-name($entry)))[. ne '']"/>
  </xsl:function>

  <!-- returns a date's value: as written for one day, month or year; two with a slash, .. where an end is open, for a span;
       two in brackets for a moment that lies somewhere between them (EDTF, ISO 8601-2). Nothing if it is not dated. -->
  <xsl:function name="name:dating" as="xs:string?">
    <xsl:param name="dated" as="element()"/>
    <xsl:variable name="is" as="function(xs:string) as xs:string?" select="name:dating-attribute($dated, ?)"/>
    <xsl:variable name="from" as="xs:string?" select="$is('from')"/>
    <xsl:variable name="to" as="xs:string?" select="$is('to')"/>
    <xsl:variable name="earliest" as="xs:string?" select="$is('notBefore')"/>
    <xsl:variable name="latest" as="xs:string?" select="$is('notAfter')"/>
    <xsl:sequence select="if (empty($dated/@*)) then () else if ($is('when')) then $is('when')
      else if ($from or $to) then ($from, $earliest, '..')[1] || '/' || ($to, $latest, '..')[1]
      else if ($earliest and $earliest = $latest) then $earliest
      else if ($earliest or $latest) then '[' || $earliest || '..' || $latest || ']'
      else ()"/>
  </xsl:function>

  <!-- @when and its like. In the -iso attributes the year 0 is 1 BCE; here, as in TEI's own attributes, that year is -0001. -->
  <xsl:function name="name:dating-attribute" as="xs:string?">
    <xsl:param name="dated" as="element()"/>
    <xsl:param name="name" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string?" select="$dated/@*[local-name() eq $name] ! normalize-space(.)[. ne '']"/>
    <xsl:variable name="iso" as="xs:string?" select="$dated/@*[local-name() eq $name || '-iso'] ! normalize-space(.)[. ne '']"/>
    <xsl:sequence select="if ($plain) then $plain
      else if (matches($iso, '^(0000|-[0-9]{4})(-|$)'))
        then format-integer(-1 - xs:integer(replace($iso, '^-?([0-9]{4}).*$', '$1')), '0000') || replace($iso, '^-?[0-9]{4}', '')
      else $iso"/>
  </xsl:function>

  <!-- returns the value of a date that is a mention -->
  <xsl:function name="name:date-value" as="xs:string">
    <xsl:param name="date" as="element()"/>
    <xsl:sequence select="string(name:dating($date))"/>
  </xsl:function>

</xsl:stylesheet>
