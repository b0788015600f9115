<?xml version="1.0" encoding="UTF-8"?>
<!-- What an entry says (Guidelines, TC 12.1): lem, rdg, rdgGrp, wit, witDetail, note. Each reading with its words, its witnesses and
     sources, and what it is against the base; each note with the reading that it is about, in the order of the encoding.
     What a witness leaves out, what cannot be read in it and where it is not there are told apart.
     A project may override app:kind. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:base="https://tei-edition.org/ns/base-text"
  xmlns:app="https://tei-edition.org/ns/apparatus" xmlns:wit="https://tei-edition.org/ns/witnesses"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- what @type says, in the words that editors use for it, with the kind that it means -->
  <xsl:variable name="app:types" as="map(xs:string, xs:string)" select="map:merge((
    tokenize('om om. omission omit omitted omits omissio omissum') ! map{ .: 'omission' },
    tokenize('lac lac. lacuna lacunose deest missing absent') ! map{ .: 'lacuna' },
    tokenize('illeg illegible illegibilis') ! map{ .: 'illegible' },
    tokenize('transp transp. transposition transpositio transposed inversion wordOrder') ! map{ .: 'transposition' }))"/>

  <!-- returns the lem and rdg of an entry, those in its groups too, without those of entries inside it -->
  <xsl:function name="app:own-readings" as="element()*">
    <xsl:param name="parent" as="element()"/>
    <xsl:sequence select="$parent/* ! (if (self::tei:rdgGrp) then app:own-readings(.) else (self::tei:lem | self::tei:rdg))"/>
  </xsl:function>

  <!-- returns the readings of an entry as maps; base: its base reading; words: the words of the base that it is about;
       id: the entry's address -->
  <xsl:function name="app:readings" as="map(*)*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="base" as="element()?"/>
    <xsl:param name="words" as="xs:string?"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:for-each select="app:own-readings($app)">
      <xsl:sequence select="app:reading(., exists($base) and . is $base, $words, string((@xml:id, $id || '.r' || position())[1]), $written)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="app:reading" as="map(*)">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="is-base" as="xs:boolean"/>
    <xsl:param name="words" as="xs:string?"/>
    <xsl:param name="id" as="xs:string"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="nodes" as="node()*" select="app:content($reading)"/>
    <xsl:variable name="raw" as="xs:string" select="base:text($nodes, 'final')"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($raw)"/>
    <xsl:variable name="kind" as="xs:string" select="app:kind($reading, $plain, $words)"/>
    <xsl:variable name="stands" as="xs:boolean" select="not($reading/@type) or not($kind = ('omission', 'lacuna', 'illegible', 'lost'))"/>
    <xsl:variable name="gaps" as="element()*" select="if ($reading/*) then $nodes/descendant-or-self::tei:gap[not(ancestor::tei:note)] else ()"/>
    <xsl:variable name="first" as="xs:string" select="if ($reading/* and $nodes/descendant-or-self::*[self::tei:add or self::tei:del])
      then normalize-space(base:text($nodes, 'before')) else $plain"/>
    <xsl:variable name="edges" as="xs:string" select="if ($plain eq '') then '' else ('start'[starts-with($raw, ' ')] || 'end'[ends-with($raw, ' ')])"/>
    <xsl:variable name="groups" as="element()*" select="$reading/parent::tei:rdgGrp ! app:groups(.)"/>
    <xsl:sequence select="map:merge((
      map{ 'id': $id, 'lemma': exists($reading/self::tei:lem), 'base': $is-base, 'kind': $kind, 'text': if ($stands) then $plain else '',
        'witnesses': array{ app:witnesses($reading, $written) },
        'sources': array{ app:inherited($reading, 'source') ! tokenize(.) ! app:local(.) },
        'resp': array{ app:inherited($reading, 'resp') ! tokenize(.) ! app:local(.) },
        'node': $reading },
      if ($stands or $plain eq '') then () else map{ 'said': $plain },
      if ($first ne $plain) then map{ 'before': $first } else (),
      if ($edges) then map{ 'edges': $edges } else (),
      if ($gaps) then map{ 'gaps': array{ $gaps ! map:merge((@reason | @quantity | @unit | @extent | @atLeast | @atMost | @agent) ! map{ local-name(.): string(.) }) } } else (),
      if ($groups) then map{ 'groups': array{ $groups ! map:merge((@type | @subtype | @cause | @n | @xml:id) ! map{ local-name(.): string(.) }) } } else (),
      if (not($is-base) and $reading//tei:app) then map{ 'parts': array{ app:parts($nodes) } } else (),
      $reading/(@exclude | @require | @next | @prev) ! map{ local-name(.): array{ tokenize(.) ! app:local(.) } },
      $reading/@xml:lang ! map{ 'language': string(.) },
      for $name in ('cert', 'hand', 'cause') return app:inherited($reading, $name) ! map{ $name: app:local(.) },
      $reading/(@type | @subtype | @varSeq | @n | @ana | @change) ! map{ local-name(.): string(.) } ))"/>
  </xsl:function>

  <!-- returns what a reading holds: its own nodes, or where it is a pointer alone, what that points at -->
  <xsl:function name="app:content" as="node()*">
    <xsl:param name="reading" as="element()"/>
    <xsl:variable name="pointers" as="element()*" select="$reading[tei:ptr][not(normalize-space())]/tei:ptr[@target]"/>
    <xsl:variable name="targets" as="element()*" select="$pointers ! (for $pointer in tokenize(@target) return ptr:target($pointer, .))"/>
    <xsl:sequence select="if ($targets) then $targets else $reading/node()"/>
  </xsl:function>

  <!-- returns the id that a pointer ends with, or what else is written -->
  <xsl:function name="app:local" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:sequence select="if (contains($pointer, '#')) then substring-after($pointer, '#') else $pointer"/>
  </xsl:function>

  <!-- returns the groups around a reading, the outermost first -->
  <xsl:function name="app:groups" as="element()+">
    <xsl:param name="group" as="element(tei:rdgGrp)"/>
    <xsl:sequence select="$group/parent::tei:rdgGrp ! app:groups(.), $group"/>
  </xsl:function>

  <!-- returns the ids of a reading's witnesses: @wit, its own or its group's; else the sigla that a wit after it names -->
  <xsl:function name="app:witnesses" as="xs:string*">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="named" as="xs:string?" select="app:inherited($reading, 'wit')"/>
    <xsl:sequence select="distinct-values(if (exists($named)) then tokenize($named) ! wit:meant(., $written)
      else $reading/following-sibling::*[1]/self::tei:wit ! (if (tei:ref[@target]) then tei:ref/@target ! tokenize(.) ! wit:meant(., $written)
        else tokenize(., '[\s,;()]+')[map:contains($written, .)] ! $written(.)))"/>
  </xsl:function>

  <!-- returns what a reading is against the base: same, substitution, addition, omission, transposition, deletion (proposed by an
       editor), illegible, lost, gap (of another reason), lacuna (the witness is not there), elsewhere (a pointer without its file);
       words: the words of the base, or nothing where the entry has no place -->
  <xsl:function name="app:kind" as="xs:string" visibility="public">
    <xsl:param name="reading" as="element()"/>
    <xsl:param name="text" as="xs:string"/>
    <xsl:param name="words" as="xs:string?"/>
    <xsl:variable name="said" as="xs:string?" select="(tokenize($reading/@type) ! $app:types(.))[1]"/>
    <xsl:choose>
      <xsl:when test="exists($said) and ($said ne 'transposition' or $text ne '') and not($said eq 'omission' and $reading//tei:gap)"><xsl:sequence select="$said"/></xsl:when>
      <xsl:when test="$text ne ''">
        <xsl:sequence select="if ($words eq $text or ($reading/self::tei:lem and app:is-sought(app:sought($reading), string($words)))) then 'same' else if ($words eq '') then 'addition'
          else if (app:permuted($words, $text)) then 'transposition' else 'substitution'"/>
      </xsl:when>
      <xsl:when test="empty($reading/*)"><xsl:sequence select="if ($words eq '') then 'same' else 'omission'"/></xsl:when>
      <xsl:when test="$reading//(tei:lacunaStart | tei:lacunaEnd | tei:witStart | tei:witEnd)"><xsl:sequence select="'lacuna'"/></xsl:when>
      <xsl:when test="$reading//tei:gap"><xsl:sequence select="app:kind-of-gap(($reading//tei:gap)[1])"/></xsl:when>
      <xsl:when test="$reading//(tei:surplus | tei:secl)"><xsl:sequence select="'deletion'"/></xsl:when>
      <xsl:when test="$reading//tei:space"><xsl:sequence select="'gap'"/></xsl:when>
      <xsl:when test="$reading/(tei:ptr | tei:ref)"><xsl:sequence select="'elsewhere'"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="if ($words eq '') then 'same' else 'omission'"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="app:kind-of-gap" as="xs:string">
    <xsl:param name="gap" as="element(tei:gap)"/>
    <xsl:variable name="reason" as="xs:string" select="lower-case(string-join($gap/(@reason, @agent), ' '))"/>
    <xsl:sequence select="if (matches($reason, 'illeg|faded|unread|smudge')) then 'illegible'
      else if (matches($reason, 'lost|damage|hole|torn|worm|fire|water|rubb')) then 'lost'
      else if (matches($reason, 'lacuna|missing|deest')) then 'lacuna' else 'gap'"/>
  </xsl:function>

  <!-- whether two texts have the same words in another order -->
  <xsl:function name="app:permuted" as="xs:boolean">
    <xsl:param name="one" as="xs:string?"/>
    <xsl:param name="two" as="xs:string"/>
    <xsl:sequence select="string-length($one) eq string-length($two) and contains($one, ' ')
      and deep-equal(sort(tokenize(translate($one, ',.;:·', ''))), sort(tokenize(translate($two, ',.;:·', ''))))"/>
  </xsl:function>

  <!-- returns a reading that holds entries in its parts: strings, and for each entry inside it a map with its address -->
  <xsl:function name="app:parts" as="item()*">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:for-each select="$nodes">
      <xsl:choose>
        <xsl:when test="self::tei:app"><xsl:sequence select="map{ 'entry': id:anchor(.) }"/></xsl:when>
        <xsl:when test="exists(.//tei:app) and not(self::tei:note or self::tei:witDetail)">
          <xsl:sequence select="' '[map:contains($base:blocks, local-name(current()))], app:parts(node()), ' '[map:contains($base:blocks, local-name(current()))]"/>
        </xsl:when>
        <xsl:otherwise><xsl:sequence select="replace(base:text(., 'final'), ' +', ' ')[. ne '']"/></xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:function>

  <!-- returns the notes and details of an entry in their order: readings are the ids of those that a note points at or stands in,
       or that the witnesses of a detail have; after says how many readings of its app stand before it -->
  <xsl:function name="app:notes" as="map(*)*">
    <xsl:param name="app" as="element(tei:app)"/>
    <xsl:param name="readings" as="map(*)*"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="found" as="element()*" select="app:own-notes($app)"/>
    <xsl:for-each select="$found">
      <xsl:variable name="note" as="element()" select="."/>
      <xsl:variable name="targets" as="xs:string*" select="tokenize(@target) ! app:local(.)"/>
      <xsl:variable name="witnesses" as="xs:string*" select="tokenize(@wit) ! wit:meant(., $written)"/>
      <xsl:variable name="holder" as="map(*)?" select="$readings[?node intersect $note/..]"/>
      <xsl:variable name="meant" as="map(*)*" select="if (exists($holder)) then $holder
        else if (exists(@target)) then $readings[?id = $targets or ?n = $targets]
        else if (self::tei:wit) then $readings[?node is $note/preceding-sibling::*[self::tei:lem or self::tei:rdg][1]]
        else if (self::tei:witDetail) then $readings[?witnesses?* = $witnesses] else ()"/>
      <xsl:sequence select="map:merge((
        map{ 'kind': local-name(), 'text': normalize-space(),
          'after': count($readings[?node &lt;&lt; $note]), 'readings': array{ $meant?id } },
        if (exists(@target) and empty($meant)) then map{ 'targets': array{ $targets } } else (),
        if (exists($witnesses)) then map{ 'witnesses': array{ $witnesses } } else (),
        tei:ptr[@target] ! map{ 'links': array{ $note/tei:ptr/@target/string() } },
        (@next | @prev) ! map{ local-name(.): app:local(.) },
        @resp ! map{ 'resp': app:local(.) }, @xml:lang ! map{ 'language': string(.) }, @xml:id ! map{ 'id': string(.) },
        (@type | @place | @n | @cause | @anchored) ! map{ local-name(.): string(.) } ), map{ 'duplicates': 'use-first' })"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="app:own-notes" as="element()*">
    <xsl:param name="parent" as="element()"/>
    <xsl:sequence select="$parent/* ! (if (self::tei:note or self::tei:witDetail or self::tei:wit) then .
      else if (self::tei:rdgGrp or self::tei:lem or self::tei:rdg or self::tei:noteGrp) then app:own-notes(.) else ())"/>
  </xsl:function>

</xsl:stylesheet>
