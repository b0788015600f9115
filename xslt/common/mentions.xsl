<?xml version="1.0" encoding="UTF-8"?>
<!-- Every mention of a document as a map: what it names, where it stands, in which words, in whose layer.
     The mentions of the corrected text and of all notes; what is not read (the reading not chosen) is no mention.
     The words around a mention come from its block, which is read once for all the mentions in it, so that the work grows
     with the document and not with the number of mentions in a block.
     Needs names, citation, layers, identifiers, readings and locale. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:mention="https://tei-edition.org/ns/mentions" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:layer="https://tei-edition.org/ns/layers" xmlns:ref="https://tei-edition.org/ns/citation"
  xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- how many characters of context stand on either side -->
  <xsl:variable name="mention:context-length" as="xs:integer" select="70"/>

  <!-- names are looked up in maps: a comparison with a list would be made for every element of the document -->
  <xsl:variable name="mention:elements" as="map(xs:string, xs:boolean)" select="map:merge(('name', 'rs', map:keys($name:kinds)) ! map{ .: true() })"/>

  <!-- the elements whose words are read together; a line of verse is read with its stanza or speech -->
  <xsl:variable name="mention:blocks" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('p ab head trailer note item cell titlePart docImprint docAuthor docDate
    speaker stage castItem salute signed dateline byline addrLine figDesc caption argument u sp lg opener closer postscript
    epigraph entryFree sense def titlePage div text') ! map{ .: true() })"/>

  <!-- blocks where they stand by themselves, else part of one -->
  <xsl:variable name="mention:apart" as="map(xs:string, xs:boolean)" select="map:merge(('quote', 'cit', 'bibl', 'label') ! map{ .: true() })"/>

  <!-- returns the mentions of a document, in order, as arrays and maps fit for JSON -->
  <xsl:function name="mention:all" as="map(*)*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="page" as="xs:string"/>
    <xsl:variable name="mentions" as="element()*" select="$document//tei:text[not(ancestor::tei:text)]//tei:*[map:contains($mention:elements, local-name())]
      [name:kind(.)][mention:is-read(.)][not(mention:is-repeated(.))]"/>
    <xsl:variable name="found" as="map(xs:string, map(*))">
      <xsl:variable name="blocks" as="map(xs:string, map(*))*">
        <xsl:for-each-group select="$mentions" group-by="id:number(mention:block(.))">
          <xsl:sequence select="mention:in-block(mention:block(.), map:merge(current-group() ! map{ id:number(.): true() }))"/>
        </xsl:for-each-group>
      </xsl:variable>
      <xsl:sequence select="map:merge($blocks, map{ 'duplicates': 'use-first' })"/>
    </xsl:variable>
    <xsl:variable name="keys" as="map(xs:string, xs:string*)">
      <xsl:map>
        <xsl:for-each-group select="$mentions[@ref]" group-by="name:pointing(.)">
          <xsl:map-entry key="current-grouping-key()" select="name:entry-keys(.)"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:variable name="address" as="xs:string" select="string-join(tokenize($page, '/') ! encode-for-uri(.), '/')"/>
    <!-- where mentions stand follows from what they stand in: it is found once for all in the same element -->
    <xsl:variable name="places" as="map(xs:integer, map(*))">
      <xsl:map>
        <xsl:for-each-group select="$mentions" group-by="id:number(..)">
          <xsl:map-entry key="current-grouping-key()" select="mention:place(.)"/>
        </xsl:for-each-group>
      </xsl:map>
    </xsl:variable>
    <xsl:for-each select="$mentions">
      <xsl:variable name="anchor" as="xs:string" select="id:anchor(.)"/>
      <xsl:sequence select="map:merge((mention:map(., $address, $anchor, if (@ref) then $keys(name:pointing(.)) else name:entry-keys(.)),
        $places(id:number(..)), $found($anchor)))"/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns what is the same for all mentions in an element -->
  <xsl:function name="mention:place" as="map(*)">
    <xsl:param name="mention" as="element()"/>
    <xsl:sequence select="map{
      'reference': ref:label($mention),
      'section': ref:section-title($mention),
      'language': string(mention:block($mention)/ancestor-or-self::*[@xml:lang][1]/@xml:lang),
      'layer': layer:of($mention) }"/>
  </xsl:function>

  <!-- returns what a mention has of its own -->
  <xsl:function name="mention:map" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="page" as="xs:string"/>
    <xsl:param name="anchor" as="xs:string"/>
    <xsl:param name="keys" as="xs:string*"/>
    <xsl:variable name="kind" as="xs:string" select="name:kind($element)"/>
    <xsl:sequence select="map{
      'kind': $kind,
      'entries': array{ $keys },
      'id': $anchor,
      'permanent': id:permanent($element),
      'page': $page || '#' || $anchor,
      'value': if ($kind eq 'date') then name:date-value($element) else '',
      'certainty': string($element/@cert) }"/>
  </xsl:function>

  <!-- returns the block in whose words a mention is read -->
  <xsl:function name="mention:block" as="element()">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="($element/ancestor::*[mention:is-block(.)][1], $element/parent::*)[1]"/>
  </xsl:function>

  <xsl:function name="mention:is-block" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="map:contains($mention:blocks, local-name($element)) or (map:contains($mention:apart, local-name($element))
      and empty($element/ancestor::*[self::tei:p or self::tei:ab or self::tei:head or self::tei:note or self::tei:l or self::tei:item or self::tei:cell]))"/>
  </xsl:function>

  <!-- Whether a mention only says again what the mention around or inside it says: a bibl that names its work in a title,
       a name inside a name of the same entry. -->
  <xsl:function name="mention:is-repeated" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="pointers" as="xs:string*" select="name:pointers($element)"/>
    <xsl:variable name="block" as="element()" select="mention:block($element)"/>
    <xsl:sequence select="if (empty($pointers)) then false()
      else if ($element/self::tei:bibl) then exists($element//tei:title[name:pointers(.) = $pointers])
      else exists($element/ancestor::*[map:contains($mention:elements, local-name())][not(self::tei:bibl)][. >> $block][name:pointers(.) = $pointers])"/>
  </xsl:function>

  <!-- whether a node belongs to the corrected text -->
  <xsl:function name="mention:is-read" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="empty($node/ancestor-or-self::*[mention:is-unread(.)])"/>
  </xsl:function>

  <!-- whether the corrected text passes over an element: what the editor set aside, readings below the line, what a scribe replaced -->
  <xsl:function name="mention:is-unread" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element[self::tei:rdg[../tei:lem or preceding-sibling::tei:rdg] or self::tei:witDetail
      or self::tei:del/parent::tei:subst or self::tei:fw or self::tei:index])
      or $element[parent::tei:choice or self::tei:surplus or self::tei:secl or self::tei:am]/rdg:side(.) = ('transmitted', 'neither')"/>
  </xsl:function>

  <!-- A block is read into a sequence: a text for each stretch of words; a mention's element where it begins, true() where it ends. -->
  <xsl:mode name="mention:words" on-no-match="shallow-skip" on-multiple-match="use-last"/>

  <!-- returns for each mention in a block (by its anchor) its words and those before and after it; mentions: those to be found there -->
  <xsl:function name="mention:in-block" as="map(xs:string, map(*))*">
    <xsl:param name="block" as="element()"/>
    <xsl:param name="mentions" as="map(xs:integer, xs:boolean)"/>
    <xsl:variable name="read" as="item()*">
      <xsl:apply-templates select="$block/node()" mode="mention:words">
        <xsl:with-param name="mentions" as="map(xs:integer, xs:boolean)" select="$mentions" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="words" as="xs:string" select="string-join($read[. instance of xs:string])"/>
    <xsl:iterate select="$read">
      <xsl:param name="at" as="xs:integer" select="0"/>
      <xsl:param name="open" as="map(*)*" select="()"/>
      <xsl:choose>
        <xsl:when test=". instance of xs:string">
          <xsl:next-iteration><xsl:with-param name="at" select="$at + string-length(.)"/></xsl:next-iteration>
        </xsl:when>
        <xsl:when test=". instance of element()">
          <xsl:next-iteration><xsl:with-param name="open" select="map{ 'anchor': id:anchor(.), 'at': $at }, $open"/></xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="map{ $open[1]?anchor: map{
            'form': normalize-space(substring($words, $open[1]?at + 1, $at - $open[1]?at)),
            'before': mention:tail(substring($words, max((1, $open[1]?at - 399)), min((400, $open[1]?at)))),
            'after': mention:front(substring($words, $at + 1, 400)) } }"/>
          <xsl:next-iteration><xsl:with-param name="open" select="tail($open)"/></xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <xsl:template match="text()" mode="mention:words" as="xs:string">
    <xsl:sequence select="translate(., '&#9;&#10;&#13;', '   ')"/>
  </xsl:template>

  <!-- the space before a note's mark goes with it, if a point or comma follows -->
  <xsl:template match="text()[ends-with(., ' ')][following-sibling::node()[1]/self::tei:ref[@type = $mention:marks]]" mode="mention:words" as="xs:string" priority="0.5">
    <xsl:variable name="words" as="xs:string" select="translate(., '&#9;&#10;&#13;', '   ')"/>
    <xsl:sequence select="if (matches(string(following-sibling::node()[2]), '^[.,;:!?)\]”’»]')) then substring($words, 1, string-length($words) - 1) else $words"/>
  </xsl:template>

  <!-- a word that runs on over the end of a line or page has no space there, however the source is laid out -->
  <xsl:template match="text()[(preceding-sibling::node()[1] | following-sibling::node()[1])[mention:runs-on(.)]]" mode="mention:words" as="xs:string" priority="0.7">
    <xsl:variable name="words" as="xs:string" select="translate(., '&#9;&#10;&#13;', '   ')"/>
    <xsl:variable name="begun" as="xs:string" select="if (preceding-sibling::node()[1][mention:runs-on(.)]) then replace($words, '^ +', '') else $words"/>
    <xsl:sequence select="if (following-sibling::node()[1][mention:runs-on(.)]) then replace($begun, ' +$', '') else $begun"/>
  </xsl:template>

  <xsl:function name="mention:runs-on" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node[self::tei:lb or self::tei:pb or self::tei:cb or self::tei:gb][@break = 'no'])"/>
  </xsl:function>

  <!-- the types of references that are marks of notes -->
  <xsl:variable name="mention:marks" as="xs:string+" select="('noteref', 'note', 'noteAnchor', 'footnote', 'endnote', 'fn')"/>

  <!-- white space between the parts of these is the encoder's -->
  <xsl:template match="tei:choice/text() | tei:app/text() | tei:subst/text()[not(normalize-space())]" mode="mention:words" as="empty-sequence()" priority="1"/>

  <xsl:template match="*" mode="mention:words" as="item()*">
    <xsl:apply-templates mode="#current"/>
  </xsl:template>

  <xsl:template match="*[map:contains($mention:blocks, local-name())]" mode="mention:words" as="item()*" priority="0.5">
    <xsl:sequence select="' '"/>
    <xsl:apply-templates mode="#current"/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="tei:*[map:contains($mention:elements, local-name())]" mode="mention:words" as="item()*" priority="0.7">
    <xsl:param name="mentions" as="map(xs:integer, xs:boolean)" tunnel="yes"/>
    <xsl:variable name="own" as="xs:boolean" select="map:contains($mentions, id:number(.))"/>
    <xsl:if test="$own"><xsl:sequence select="."/></xsl:if>
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="$own"><xsl:sequence select="true()"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:choice/* | tei:surplus | tei:secl | tei:am | tei:rdg | tei:witDetail | tei:subst/tei:del | tei:fw | tei:index"
    mode="mention:words" as="item()*" priority="0.9">
    <xsl:if test="not(mention:is-unread(.))"><xsl:next-match/></xsl:if>
  </xsl:template>

  <!-- a note is a block of its own; its mark and its number are no words -->
  <xsl:template match="tei:note | tei:ref[@type = $mention:marks] | tei:note/tei:label"
    mode="mention:words" as="empty-sequence()" priority="1"/>

  <xsl:template match="tei:l[following-sibling::*[1]/self::tei:l]" mode="mention:words" as="item()*" priority="1">
    <xsl:next-match/>
    <xsl:sequence select="loc:text('index.line-end')"/>
  </xsl:template>

  <xsl:template match="tei:lb[not(@break = 'no')] | tei:pb[not(@break = 'no')] | tei:cb[not(@break = 'no')] | tei:gb[not(@break = 'no')]
    | tei:gap | tei:space" mode="mention:words" as="xs:string" priority="1">
    <xsl:sequence select="' '"/>
  </xsl:template>

  <!-- returns the last characters of a text from a word's start on -->
  <xsl:function name="mention:tail" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="normalize-space($text) || (if (ends-with($text, ' ')) then ' ' else '')"/>
    <xsl:variable name="cut" as="xs:integer" select="string-length($plain) - $mention:context-length"/>
    <xsl:variable name="part" as="xs:string" select="substring($plain, $cut + 1)"/>
    <xsl:variable name="words" as="xs:string" select="substring-after($part, ' ')"/>
    <xsl:sequence select="if ($cut le 0) then (if (normalize-space($plain)) then $plain else '')
      else loc:text('index.cut') || (if ($words ne '') then $words else replace($part, '^\p{M}+', ''))"/>
  </xsl:function>

  <!-- returns the first characters of a text up to a word's end; in a script without spaces, up to a letter's -->
  <xsl:function name="mention:front" as="xs:string">
    <xsl:param name="text" as="xs:string"/>
    <xsl:variable name="plain" as="xs:string" select="(if (starts-with($text, ' ')) then ' ' else '') || normalize-space($text)"/>
    <xsl:variable name="part" as="xs:string" select="substring($plain, 1, $mention:context-length)"/>
    <xsl:variable name="words" as="xs:string*" select="tokenize($part)"/>
    <xsl:sequence select="if (string-length($plain) le $mention:context-length) then (if (normalize-space($plain)) then $plain else '')
      else string-join((' '[starts-with($part, ' ')], if (count($words) gt 1) then string-join($words[position() lt last()], ' ') else $part,
        loc:text('index.cut')))"/>
  </xsl:function>

</xsl:stylesheet>
