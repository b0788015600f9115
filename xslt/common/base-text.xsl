<?xml version="1.0" encoding="UTF-8"?>
<!-- The base text of an apparatus (Guidelines, TC 12.2): its words in order, and where in them every element stands that an
     entry may be anchored to. Words are cut as `edition words` cuts them; the text is the corrected one, without notes,
     without what a scribe deleted, and without the readings that do not stand in the text.
     A place is a map: closed (how many words have ended before it) and in (how many characters of the next word stand before it).
     A span is a map: first, start (ordinal of its first word, and the characters of that word before the span), last, end
     (ordinal of its last word, and the characters of that word up to its end). Between two words a span is empty: last is first - 1.
     A project may override base:is-apart. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:base="https://tei-edition.org/ns/base-text"
  xmlns:app="https://tei-edition.org/ns/apparatus" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <!-- elements at whose borders a word ends -->
  <xsl:variable name="base:blocks" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('text front body back group div div1 div2 div3 div4
    div5 div6 div7 titlePage sp spGrp lg castList castGroup set prologue epilogue performance argument epigraph postscript figure list table row
    p ab l head trailer opener closer salute signed dateline byline docTitle titlePart docImprint speaker stage castItem caption item headItem
    headLabel cell u line zone address addrLine floatingText') ! map{ .: true() })"/>

  <!-- the blocks that a reader would call a line or a paragraph -->
  <xsl:variable name="base:units" as="map(xs:string, xs:boolean)" select="map:merge(tokenize('p ab l head trailer salute signed speaker stage
    item cell u line caption titlePart byline dateline') ! map{ .: true() })"/>

  <!-- returns the elements that hold the base text: the divisions that say they are the edition, else each body with its
       front and back, if they have entries or are anchored to -->
  <xsl:function name="base:regions" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="targets" as="map(xs:string, xs:boolean)"/>
    <xsl:variable name="editions" as="element()*" select="$document//tei:text//tei:div[@type = 'edition'][not(ancestor::tei:div[@type = 'edition'])]"/>
    <xsl:sequence select="if ($editions) then $editions else $document//tei:text[not(ancestor::tei:text[not(tei:group)])]/(tei:body
      | (tei:front | tei:back)[.//tei:app[not(ancestor::tei:listApp or ancestor::tei:div[base:is-apart(.)])]
        or (map:size($targets) and .//@xml:id[map:contains($targets, .)])])"/>
  </xsl:function>

  <!-- whether a division is about the text -->
  <xsl:function name="base:is-apart" as="xs:boolean" visibility="public">
    <xsl:param name="division" as="element()"/>
    <xsl:sequence select="$division/@type = ('apparatus', 'translation', 'commentary', 'bibliography')"/>
  </xsl:function>

  <!-- returns words (strings) and marks (maps: element, from, to — both places) of some regions; wanted: the ids that entries point at -->
  <xsl:function name="base:of" as="map(*)">
    <xsl:param name="regions" as="element()*"/>
    <xsl:param name="wanted" as="map(xs:string, xs:boolean)"/>
    <xsl:param name="declared" as="map(*)"/>
    <xsl:variable name="read" as="item()*">
      <xsl:apply-templates select="$regions" mode="base:read">
        <xsl:with-param name="wanted" as="map(xs:string, xs:boolean)" select="$wanted" tunnel="yes"/>
        <xsl:with-param name="declared" as="map(*)" select="$declared" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:variable name="cut" as="item()*" select="base:cut(($read, ' '))"/>
    <xsl:sequence select="map{ 'words': $cut[. instance of xs:string], 'marks': $cut[. instance of map(*)] }"/>
  </xsl:function>

  <!-- returns each word where it ends and each mark where its element ends; a text that comes in pieces goes on in the open word -->
  <xsl:function name="base:cut" as="item()*">
    <xsl:param name="read" as="item()*"/>
    <xsl:iterate select="$read">
      <xsl:param name="closed" as="xs:integer" select="0"/>
      <xsl:param name="open" as="xs:string" select="''"/>
      <xsl:param name="begun" as="map(*)*" select="()"/>
      <xsl:choose>
        <xsl:when test=". instance of xs:string and not(contains(., ' '))">
          <xsl:next-iteration><xsl:with-param name="open" select="$open || ."/></xsl:next-iteration>
        </xsl:when>
        <xsl:when test=". instance of xs:string">
          <xsl:variable name="words" as="xs:string*" select="tokenize($open || .)"/>
          <xsl:variable name="ends" as="xs:boolean" select="ends-with(., ' ')"/>
          <xsl:variable name="done" as="xs:string*" select="if ($ends) then $words else $words[position() lt last()]"/>
          <xsl:sequence select="$done"/>
          <xsl:next-iteration>
            <xsl:with-param name="closed" select="$closed + count($done)"/>
            <xsl:with-param name="open" select="if ($ends) then '' else $words[last()]"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:when test=". instance of element()">
          <xsl:next-iteration>
            <xsl:with-param name="begun" select="map{ 'element': ., 'from': map{ 'closed': $closed, 'in': string-length($open) } }, $begun"/>
          </xsl:next-iteration>
        </xsl:when>
        <xsl:otherwise>
          <xsl:sequence select="map:put($begun[1], 'to', map{ 'closed': $closed, 'in': string-length($open) })"/>
          <xsl:next-iteration><xsl:with-param name="begun" select="tail($begun)"/></xsl:next-iteration>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:iterate>
  </xsl:function>

  <!-- returns the span between two places; what lies only between two words belongs to neither -->
  <xsl:function name="base:span" as="map(xs:string, xs:integer)">
    <xsl:param name="from" as="map(*)"/>
    <xsl:param name="to" as="map(*)"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:variable name="before" as="xs:integer" select="$from?closed"/>
    <xsl:variable name="upto" as="xs:integer" select="$to?closed"/>
    <xsl:variable name="inside" as="xs:boolean" select="$from?in gt 0 and $from?in lt string-length($words[$before + 1])"/>
    <xsl:sequence select="map{
      'first': if ($from?in gt 0 and not($inside)) then $before + 2 else $before + 1,
      'start': if ($inside) then $from?in else 0,
      'last': if ($to?in gt 0) then $upto + 1 else $upto,
      'end': if ($to?in gt 0) then $to?in else string-length($words[$upto]) }"/>
  </xsl:function>

  <!-- returns the words of a span, with its first and last cut to it -->
  <xsl:function name="base:words" as="xs:string">
    <xsl:param name="span" as="map(xs:string, xs:integer)"/>
    <xsl:param name="words" as="item()*"/>
    <xsl:sequence select="if ($span?first gt $span?last) then ''
      else if ($span?first eq $span?last) then substring(subsequence($words, $span?first, 1), $span?start + 1, $span?end - $span?start)
      else string-join((substring(subsequence($words, $span?first, 1), $span?start + 1),
        subsequence($words, $span?first + 1, $span?last - $span?first - 1), substring(subsequence($words, $span?last, 1), 1, $span?end)), ' ')"/>
  </xsl:function>

  <!-- returns the text of some nodes as a witness or the base has it, its white space kept at the edges;
       layer: 'final', or 'before' for what stood there before a scribe's corrections -->
  <xsl:function name="base:text" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="layer" as="xs:string"/>
    <xsl:variable name="read" as="item()*">
      <xsl:apply-templates select="$nodes" mode="base:read">
        <xsl:with-param name="layer" as="xs:string" select="$layer" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="string-join($read[. instance of xs:string])"/>
  </xsl:function>

  <!-- A text is read into a sequence: a string for each stretch; an element where it begins, true() where it ends. -->
  <xsl:mode name="base:read" on-no-match="shallow-skip" on-multiple-match="use-last"/>

  <xsl:template match="text()" mode="base:read" as="xs:string">
    <xsl:variable name="text" as="xs:string" select="translate(normalize-unicode(.), '&#9;&#10;&#13;&#xA0;&#x2002;&#x2003;&#x2009;&#x202F;&#xAD;&#x2060;', '        ')"/>
    <xsl:variable name="begun" as="xs:string" select="if (starts-with($text, ' ') and preceding-sibling::node()[1][base:runs-on(.)])
      then replace($text, '^ +', '') else $text"/>
    <xsl:sequence select="if (ends-with($begun, ' ') and following-sibling::node()[1][base:runs-on(.)]) then replace($begun, ' +$', '') else $begun"/>
  </xsl:template>

  <!-- a word that runs on over the end of a line or page has no space there, however the source is laid out -->
  <xsl:function name="base:runs-on" as="xs:boolean">
    <xsl:param name="node" as="node()"/>
    <xsl:sequence select="exists($node/@break[. = 'no'])"/>
  </xsl:function>

  <!-- white space between the parts of these is the encoder's -->
  <xsl:template match="tei:choice/text() | tei:app/text() | tei:rdgGrp/text() | tei:subst/text()[not(normalize-space())]" mode="base:read" as="empty-sequence()" priority="1"/>

  <xsl:template match="tei:*" mode="base:read" as="item()*">
    <xsl:param name="wanted" as="map(xs:string, xs:boolean)?" select="()" tunnel="yes"/>
    <xsl:variable name="name" as="xs:string" select="local-name()"/>
    <xsl:variable name="block" as="xs:boolean" select="map:contains($base:blocks, $name)"/>
    <xsl:variable name="marked" as="xs:boolean" select="exists($wanted) and (map:contains($base:units, $name)
      or exists(@n) or exists(@xml:id[map:contains($wanted, .)]) or app:intervenes(.))"/>
    <xsl:if test="$block"><xsl:sequence select="' '"/></xsl:if>
    <xsl:if test="$marked"><xsl:sequence select="."/></xsl:if>
    <xsl:apply-templates mode="#current"/>
    <xsl:if test="$marked"><xsl:sequence select="true()"/></xsl:if>
    <xsl:if test="$block"><xsl:sequence select="' '"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:lb[not(@break = 'no')] | tei:pb[not(@break = 'no')] | tei:cb[not(@break = 'no')] | tei:gb[not(@break = 'no')]
    | tei:gap | tei:space" mode="base:read" as="item()*" priority="1">
    <xsl:sequence select="' '"/>
    <xsl:next-match/>
  </xsl:template>

  <!-- words that are marked as such need no space between them -->
  <xsl:template match="tei:w[not(@part[. = ('I', 'M')] or @join = ('right', 'both'))][following-sibling::node()[1]/self::tei:w]"
    mode="base:read" as="item()*" priority="1">
    <xsl:next-match/>
    <xsl:sequence select="' '"/>
  </xsl:template>

  <xsl:template match="tei:note | tei:noteGrp | tei:witDetail | tei:index | tei:fw | tei:figDesc | tei:listApp | tei:listWit | tei:teiHeader
    | tei:standOff | tei:wit | tei:interp | tei:interpGrp | tei:spanGrp | tei:linkGrp | tei:certainty"
    mode="base:read" as="empty-sequence()" priority="2"/>

  <xsl:template match="tei:div[base:is-apart(.)]" mode="base:read" as="empty-sequence()" priority="2"/>

  <xsl:template match="tei:choice/* | tei:surplus | tei:secl | tei:am" mode="base:read" as="item()*" priority="2">
    <xsl:param name="wanted" as="map(xs:string, xs:boolean)?" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="not(rdg:side(.) = ('transmitted', 'neither'))"><xsl:next-match/></xsl:when>
      <xsl:when test="exists($wanted) and app:intervenes(.)"><xsl:sequence select="., true()"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:del[not(ancestor::tei:restore)] | tei:add" mode="base:read" as="item()*" priority="2">
    <xsl:param name="layer" as="xs:string" select="'final'" tunnel="yes"/>
    <xsl:param name="wanted" as="map(xs:string, xs:boolean)?" select="()" tunnel="yes"/>
    <xsl:choose>
      <xsl:when test="(self::tei:del and $layer eq 'before') or (self::tei:add and $layer eq 'final')"><xsl:next-match/></xsl:when>
      <xsl:when test="exists($wanted) and app:intervenes(.)"><xsl:sequence select="., true()"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- where a witness breaks off or begins -->
  <xsl:template match="tei:lacunaStart | tei:lacunaEnd | tei:witStart | tei:witEnd" mode="base:read" as="item()*" priority="1">
    <xsl:param name="wanted" as="map(xs:string, xs:boolean)?" select="()" tunnel="yes"/>
    <xsl:if test="exists($wanted)"><xsl:sequence select="., true()"/></xsl:if>
  </xsl:template>

  <!-- an entry in the text: of its readings the base reads one or none; an entry of another method is a point in the text -->
  <xsl:template match="tei:app" mode="base:read" as="item()*" priority="1">
    <xsl:param name="wanted" as="map(xs:string, xs:boolean)?" select="()" tunnel="yes"/>
    <xsl:param name="declared" as="map(*)?" select="()" tunnel="yes"/>
    <xsl:if test="exists($wanted)"><xsl:sequence select="."/></xsl:if>
    <xsl:if test="app:method(., $declared) eq $app:segmentation">
      <xsl:apply-templates select="app:base-reading(.) ! app:content(.)" mode="#current"/>
    </xsl:if>
    <xsl:if test="exists($wanted)"><xsl:sequence select="true()"/></xsl:if>
  </xsl:template>

</xsl:stylesheet>
