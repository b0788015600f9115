<?xml version="1.0" encoding="UTF-8"?>
<!-- The witnesses of an apparatus (Guidelines, TC 12.1.4: listWit, witness; lacunaStart, lacunaEnd, witStart, witEnd): their sigla,
     what they are (witness, hand, group, edition), which contains which, and where each is missing.
     Where a siglum comes from is the setting apparatus.siglum: a list of abbr, n, id in the order in which they are asked.
     A project may override wit:siglum. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:array="http://www.w3.org/2005/xpath-functions/array"
  xmlns:wit="https://tei-edition.org/ns/witnesses" xmlns:set="https://tei-edition.org/ns/settings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <xsl:variable name="wit:sources" as="xs:string+" select="(set:get(('apparatus', 'siglum')) ! (if (. instance of array(*)) then array:flatten(.) else .),
    'abbr', 'n', 'id') ! string(.)"/>

  <xsl:variable name="wit:first-hand" as="xs:string" select="'(\*|ac|a\.\s?c\.)$'"/>
  <xsl:variable name="wit:later-hand" as="xs:string" select="'(pc|p\.\s?c\.|c|corr|mr|mg|vl|[0-9²³⁴]|[A-Z][0-9]?)$'"/>

  <!-- returns id and siglum of each declared witness, and of each group that is a list with an xml:id; in the order of the lists -->
  <xsl:function name="wit:declared" as="map(*)*">
    <xsl:param name="documents" as="document-node()*"/>
    <xsl:variable name="witnesses" as="element()*" select="$documents//tei:listWit[not(ancestor::tei:listWit)]/descendant-or-self::*
      [self::tei:witness or self::tei:listWit[@xml:id]]"/>
    <xsl:for-each select="$witnesses, $documents//tei:witness[not(ancestor::tei:listWit)]">
      <xsl:sequence select="wit:map(.)"/>
    </xsl:for-each>
  </xsl:function>

  <xsl:function name="wit:map" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="siglum" as="node()*" select="wit:siglum($element)"/>
    <xsl:variable name="id" as="xs:string" select="wit:id($element)"/>
    <xsl:variable name="above" as="element()?" select="$element/ancestor::*[self::tei:witness or self::tei:listWit[@xml:id]][1]"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(string-join($siglum))"/>
    <xsl:variable name="hand" as="xs:boolean" select="exists($above/self::tei:witness) and (tokenize($element/@type) = 'hand'
      or (some $own in ($id, $words), $whole in (wit:id($above), normalize-space(string-join(wit:siglum($above)))) satisfies
        $own ne $whole and starts-with($own, $whole)))"/>
    <xsl:variable name="members" as="element()*" select="$element//(tei:witness | tei:listWit[@xml:id])[ancestor::*[self::tei:witness or self::tei:listWit[@xml:id]][1] is $element]"/>
    <xsl:sequence select="map{
      'id': $id, 'siglum': $words, 'declared': true(),
      'kind': if ($hand) then 'hand' else if ($element/self::tei:listWit or $members[not(starts-with(wit:id(.), $id))]) then 'group'
        else if ($element[tei:bibl or tei:biblStruct][not(tei:msDesc)]) then 'edition' else 'witness',
      'layer': if (not($hand)) then '' else wit:layer(substring-after($id, wit:id($above))),
      'parent': if ($above) then wit:id($above) else '',
      'markup': array{ if ($siglum/self::* or $siglum/*) then $siglum/descendant-or-self::text() ! map{ 'text': string(),
        'rend': string((ancestor::tei:hi[ancestor::tei:abbr or ancestor::tei:idno][1]/(@rend, @rendition))[1]) } else () },
      'description': normalize-space(string-join($element//text()[not(ancestor::tei:listWit/ancestor::tei:witness[. is $element] or ancestor::tei:abbr[@type = 'siglum'] or ancestor::tei:idno[@type = 'siglum'])
        [not($element/self::tei:listWit)]], '')) }"/>
  </xsl:function>

  <xsl:function name="wit:id" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="string(($element/@xml:id, $element/@n, $element/tei:abbr[@type = 'siglum'] ! normalize-space(.), $element/ancestor::tei:listWit[1]/@n)[1])"/>
  </xsl:function>

  <!-- returns ac or pc for what distinguishes a hand, or nothing -->
  <xsl:function name="wit:layer" as="xs:string">
    <xsl:param name="suffix" as="xs:string"/>
    <xsl:sequence select="if (matches($suffix, $wit:first-hand)) then 'ac' else if (matches($suffix, $wit:later-hand)) then 'pc' else ''"/>
  </xsl:function>

  <!-- returns the nodes of a witness's siglum -->
  <xsl:function name="wit:siglum" as="node()*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="found" as="node()*" select="for $source in $wit:sources return
      if ($source eq 'n') then $element/@n[normalize-space()] else if ($source eq 'id') then $element/@xml:id
      else $element/(tei:abbr | tei:idno | tei:label)[@type = ('siglum', 'sigla')][1][normalize-space()]"/>
    <xsl:sequence select="$found[1] ! (if (. instance of element()) then node() else .)"/>
  </xsl:function>

  <!-- returns how each witness may be written in @wit (its id, @n, siglum) with its id -->
  <xsl:function name="wit:written" as="map(xs:string, xs:string)">
    <xsl:param name="documents" as="document-node()*"/>
    <xsl:variable name="elements" as="element()*" select="$documents//(tei:witness | tei:listWit[@xml:id])"/>
    <xsl:sequence select="map:merge(($elements ! map{ wit:id(.): wit:id(.) }, for $element in $elements return
      $element/(@n | (tei:abbr | tei:idno)[@type = 'siglum']) ! map{ normalize-space(.): wit:id($element) }), map{ 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- returns the id of what a pointer or a bare siglum means, whether or not it is declared -->
  <xsl:function name="wit:meant" as="xs:string">
    <xsl:param name="pointer" as="xs:string"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="name" as="xs:string" select="if (contains($pointer, '#')) then substring-after($pointer, '#')
      else if (matches($pointer, '^[\i-[:]][\c-[:]]*:.')) then substring-after($pointer, ':') else $pointer"/>
    <xsl:sequence select="($written($name), $name)[1]"/>
  </xsl:function>

  <!-- returns the witnesses that readings name and no list declares; one whose siglum is that of a witness and a hand's sign
       is a hand of it -->
  <xsl:function name="wit:undeclared" as="map(*)*">
    <xsl:param name="named" as="xs:string*"/>
    <xsl:param name="written" as="map(xs:string, xs:string)"/>
    <xsl:variable name="ids" as="map(xs:string, xs:boolean)" select="map:merge(map:keys($written) ! map{ $written(.): true() }, map{ 'duplicates': 'use-first' })"/>
    <xsl:for-each select="distinct-values($named)[not(map:contains($ids, .))]">
      <xsl:variable name="siglum" as="xs:string" select="."/>
      <xsl:variable name="of" as="xs:string?" select="(for $cut in reverse(max((1, string-length(.) - 12)) to string-length(.) - 1) return
        $written(substring(., 1, $cut))[wit:is-hand($siglum, $cut)])[1]"/>
      <xsl:sequence select="map{ 'id': ., 'siglum': ., 'declared': false(), 'kind': if ($of) then 'hand' else 'witness',
        'layer': if ($of) then wit:layer(substring-after(., $of)) else '', 'parent': string($of), 'markup': [], 'description': '' }"/>
    </xsl:for-each>
  </xsl:function>

  <!-- Whether what stands after so many characters of a siglum is the sign of a hand: A*, A2, Ac, A(vid). After a letter no
       capital and after a digit no digit: AB and 191 are witnesses of their own beside A and 19. -->
  <xsl:function name="wit:is-hand" as="xs:boolean">
    <xsl:param name="siglum" as="xs:string"/>
    <xsl:param name="cut" as="xs:integer"/>
    <xsl:variable name="sign" as="xs:string" select="substring($siglum, $cut + 1)"/>
    <xsl:sequence select="if (matches(substring($siglum, $cut, 1), '\p{Nd}')) then matches($sign, '^([*?!¹²³⁴]+|\(.*\)|[A-Za-z]{1,3}[0-9]?[a-z]?[*?]?)$')
      else matches($sign, '^([*?!¹²³⁴]+|\(.*\)|[0-9]\*?|[a-z]{1,3}[0-9]?[*?]?)$')"/>
  </xsl:function>

  <!-- Where witnesses are missing. events: maps (witness, starts — whether it breaks off there —, whole — whether the witness itself
       begins or ends —, word — how many words of the base stand before) in the order of the text; length: the words of the base.
       Returns maps (witness, first, last). A witness that begins somewhere was missing before, a lacuna without an end
       reaches to the end; one without a beginning has no first word: nobody said where it begins. -->
  <xsl:function name="wit:lacunae" as="map(*)*">
    <xsl:param name="events" as="map(*)*"/>
    <xsl:param name="length" as="xs:integer"/>
    <xsl:for-each-group select="$events" group-by="?witness">
      <xsl:variable name="own" as="map(*)*" select="current-group()"/>
      <xsl:variable name="many" as="xs:integer" select="count($own)"/>
      <xsl:for-each select="1 to $many">
        <xsl:variable name="n" as="xs:integer" select="."/>
        <xsl:variable name="first" as="xs:integer?" select="if ($own[$n]?starts) then $own[$n]?word + 1 else if ($own[$n]?whole and $n eq 1) then 1 else ()"/>
        <xsl:variable name="last" as="xs:integer" select="if (not($own[$n]?starts)) then $own[$n]?word
          else if ($n eq $many) then $length else if ($own[$n + 1]?starts) then $own[$n]?word else $own[$n + 1]?word"/>
        <xsl:choose>
          <xsl:when test="exists($first)">
            <xsl:if test="$first le $last"><xsl:sequence select="map{ 'witness': current-grouping-key(), 'first': $first, 'last': $last }"/></xsl:if>
          </xsl:when>
          <xsl:when test="$n eq 1 or not($own[$n - 1]?starts)"><xsl:sequence select="map{ 'witness': current-grouping-key(), 'last': $last }"/></xsl:when>
          <xsl:otherwise/>
        </xsl:choose>
      </xsl:for-each>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
