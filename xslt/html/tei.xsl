<?xml version="1.0" encoding="UTF-8"?>
<!-- What all elements share (TEI module tei): the generic rule for elements without one of their own, text nodes,
     and global attributes: xml:id, xml:lang, rend, rendition, style.
     It promises that no element of the text and no word in it is left out, and that words stay apart and together as written.
     Only attribute values on a list of harmless ones reach the page. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:page="https://tei-edition.org/ns/page"
  xmlns:ptr="https://tei-edition.org/ns/pointers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- element name → HTML element, for inline elements that HTML has a name for -->
  <xsl:variable name="html:tags" as="map(xs:string, xs:string)" select="map{
    'emph': 'em', 'foreign': 'i', 'code': 'code', 'gi': 'code', 'att': 'code', 'val': 'code', 'tag': 'code', 'ident': 'code',
    'add': 'ins', 'del': 'del', 'ruby': 'ruby', 'rb': 'span', 'rt': 'rt' }"/>

  <!-- inline elements that the style sheet knows by their name -->
  <xsl:variable name="html:classes" as="xs:string+" select="('gi', 'att', 'val', 'tag', 'unclear', 'damage', 'restore', 'retrace',
    'stage', 'speaker', 'role', 'actor', 'measure', 'orth', 'pron', 'pos', 'gramGrp', 'def', 'usg', 'lbl', 'num', 'secl', 'metamark')"/>

  <xsl:template match="*" mode="html:text" priority="-1" as="node()*">
    <xsl:variable name="kind" as="xs:string" select="el:kind(.)"/>
    <xsl:choose>
      <xsl:when test="$kind eq 'hidden'"/>
      <xsl:when test="$kind eq 'point'"><xsl:call-template name="html:point"/></xsl:when>
      <xsl:when test="$kind eq 'block'"><xsl:call-template name="html:block"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a block by its own name -->
  <xsl:template name="html:block" as="node()*">
    <xsl:param name="class" as="xs:string*" select="local-name()"/>
    <div>
      <xsl:sequence select="html:attributes(., $class)"/>
      <xsl:apply-templates mode="html:text"/>
    </div>
  </xsl:template>

  <!-- part of a line; without anything to say of it no element is made -->
  <xsl:template name="html:inline" as="node()*">
    <xsl:param name="class" as="xs:string*" select="local-name()[. = $html:classes]"/>
    <xsl:variable name="attributes" as="attribute()*" select="html:attributes(., $class)"/>
    <xsl:variable name="tag" as="xs:string?" select="($html:tags(local-name()), 'span'[exists($attributes)])[1]"/>
    <xsl:choose>
      <xsl:when test="empty($tag)"><xsl:apply-templates mode="html:text"/></xsl:when>
      <xsl:otherwise>
        <xsl:element name="{if (el:holds-block(.) and not($tag = ('ins', 'del'))) then 'div' else $tag}">
          <xsl:sequence select="if (el:holds-block(.)) then html:attributes(., ($class, 'in-line')) else $attributes"/>
          <xsl:apply-templates mode="html:text"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- a place without words: an anchor if something can point to it; words inside it, against the rules, are kept -->
  <xsl:template name="html:point" as="node()*">
    <xsl:if test="@xml:id"><span class="{local-name()}"><xsl:sequence select="html:id(.)"/></span></xsl:if>
    <xsl:apply-templates mode="html:text"/>
  </xsl:template>

  <!-- Text. $link: the address of the link in which the words stand, when parts of it lead elsewhere, so that each stretch
       of words is a link of its own (a mark alone is too small to press); only the first of them is a stop of the keyboard. -->
  <xsl:template match="text()" mode="html:text" as="node()*">
    <xsl:param name="link" as="xs:string?" select="()" tunnel="yes"/>
    <xsl:param name="first" as="text()?" select="()" tunnel="yes"/>
    <xsl:variable name="words" as="xs:string" select="html:words(.)"/>
    <xsl:choose>
      <xsl:when test="$words eq ''"/>
      <xsl:when test="$link and matches($words, '[\p{L}\p{N}]')">
        <xsl:if test="starts-with($words, ' ')"><xsl:text> </xsl:text></xsl:if>
        <a href="{$link}">
          <xsl:if test="not(. is $first)"><xsl:attribute name="tabindex" select="-1"/></xsl:if>
          <xsl:value-of select="normalize-space($words)"/>
        </a>
        <xsl:if test="ends-with($words, ' ')"><xsl:text> </xsl:text></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$words"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="html:text" as="node()*"/>

  <!-- returns a text node's words: white space as one space, none at a block's edge and none round a break inside a word -->
  <xsl:function name="html:words" as="xs:string">
    <xsl:param name="text" as="text()"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space($text)"/>
    <xsl:variable name="before" as="xs:boolean" select="not(normalize-space(substring($text, 1, 1)))
      and not(html:edge($text, $text/preceding-sibling::node()[self::* or self::text()][1]))"/>
    <xsl:variable name="after" as="xs:boolean" select="$words and not(normalize-space(substring($text, string-length($text))))
      and not(html:edge($text, $text/following-sibling::node()[self::* or self::text()][1]))"/>
    <xsl:sequence select="if ($words) then ' '[$before] || $words || ' '[$after]
      else if ($before and not(html:edge($text, $text/following-sibling::node()[self::* or self::text()][1]))) then ' ' else ''"/>
  </xsl:function>

  <!-- whether white space beside the neighbour means nothing -->
  <xsl:function name="html:edge" as="xs:boolean">
    <xsl:param name="text" as="text()"/>
    <xsl:param name="neighbour" as="node()?"/>
    <xsl:sequence select="if (empty($neighbour)) then $text/.. ! (el:is-block(.) or self::tei:note)
      else if ($neighbour[self::tei:lb or self::tei:pb or self::tei:cb or self::tei:gb or self::tei:milestone]) then $neighbour/@break = 'no'
      else $neighbour instance of element() and el:is-block($neighbour)"/>
  </xsl:function>

  <!-- returns id, class, lang, dir and style of an element -->
  <xsl:function name="html:attributes" as="attribute()*">
    <xsl:param name="element" as="element()"/>
    <xsl:param name="class" as="xs:string*"/>
    <xsl:sequence select="html:id($element)"/>
    <xsl:variable name="classes" as="xs:string*" select="$class, html:rend($element)"/>
    <xsl:if test="exists($classes)"><xsl:attribute name="class" select="$classes"/></xsl:if>
    <xsl:sequence select="html:language($element/@xml:lang)"/>
    <xsl:if test="$element/@xml:lang and page:right-to-left(string($element/ancestor::*[@xml:lang][1]/@xml:lang)) and not(page:right-to-left($element/@xml:lang))">
      <xsl:attribute name="dir" select="'ltr'"/>
    </xsl:if>
    <xsl:variable name="style" as="xs:string" select="if ($element/@style or $element/@rendition) then html:style($element) else ''"/>
    <xsl:if test="$style"><xsl:attribute name="style" select="$style"/></xsl:if>
  </xsl:function>

  <!-- returns the id of an element that has one; of several elements with one id, against the rules, the first keeps it -->
  <xsl:function name="html:id" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@xml:id and key('id:by-id', $element/@xml:id, root($element))[1] is $element">
      <xsl:attribute name="id" select="normalize-space($element/@xml:id)"/>
    </xsl:if>
  </xsl:function>

  <!-- returns an id for an element that must have an address -->
  <xsl:function name="html:anchor" as="attribute(id)?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/@xml:id"><xsl:sequence select="html:id($element)"/></xsl:when>
      <xsl:otherwise><xsl:attribute name="id" select="id:anchor($element)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- codes of three letters that BCP 47 writes with two; browsers know the latter alone -->
  <xsl:variable name="html:two-letters" as="map(xs:string, xs:string)" select="map:merge(
    for $pair in tokenize('eng=en deu=de ger=de fra=fr fre=fr lat=la ita=it spa=es por=pt nld=nl dut=nl rus=ru ara=ar heb=he san=sa ell=el gre=el
      pol=pl ces=cs cze=cs slv=sl hrv=hr srp=sr hun=hu tur=tr fas=fa per=fa hin=hi jpn=ja zho=zh chi=zh swe=sv dan=da nor=no fin=fi isl=is ice=is
      gle=ga cym=cy wel=cy cat=ca ron=ro rum=ro bul=bg ukr=uk hye=hy arm=hy kat=ka geo=ka tam=ta ben=bn urd=ur yid=yi')[.]
    return map{ substring-before($pair, '='): substring-after($pair, '=') })"/>

  <xsl:function name="html:language" as="attribute()*">
    <xsl:param name="language" as="xs:anyAtomicType?"/>
    <xsl:if test="matches($language, '^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$')">
      <xsl:variable name="first" as="xs:string" select="tokenize($language, '-')[1]"/>
      <xsl:attribute name="lang" select="string-join((($html:two-letters(lower-case($first)), $first)[1], tokenize($language, '-')[position() gt 1]), '-')"/>
      <xsl:if test="page:right-to-left($language)"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- words that encoders use in @rend → class of the style sheet -->
  <xsl:variable name="html:renditions" as="map(xs:string, xs:string)" select="map:merge(
    for $row in ('italic italics i it ital cursive kursiv', 'bold b bf fett strong', 'underline underlined u ul simple-underline', 'sup super superscript hoch',
      'sub subscript', 'caps smallcaps small-caps smallcap sc smcap', 'spaced letterspaced spread gesperrt g', 'strike strikethrough line-through overstrike',
      'centre center centered centred', 'end right alignright', 'large larger big', 'small smaller', 'upper uppercase allcaps', 'mono monospace typewriter tt',
      'overline overlined', 'indent indented', 'upright roman normal recte', 'fraktur blackletter gothic')
    return tokenize($row) ! map{ .: 'r-' || tokenize($row)[1] }, map{ 'duplicates': 'use-first' })"/>

  <xsl:function name="html:rend" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:if test="$element/@rend or $element/@rendition">
      <xsl:sequence select="distinct-values(($element/@rend, $element/@rendition) ! tokenize(lower-case(.))
        ! $html:renditions(replace(., '^(simple:|#|rend-)|[^a-z-]', '')))"/>
    </xsl:if>
  </xsl:function>

  <!-- returns those declarations of @style, and of the rendition elements that @rendition points at, that cannot harm a page -->
  <xsl:function name="html:style" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="written" as="xs:string*" select="$element/@style, if ($element/@rendition)
      then tokenize($element/@rendition)[starts-with(., '#')] ! ptr:target(., $element)[self::tei:rendition] ! string(.) else ()"/>
    <xsl:sequence select="string-join(($written ! tokenize(., ';') ! normalize-space(.))[matches(., $html:harmless)], ';')"/>
  </xsl:function>

  <xsl:variable name="html:harmless" as="xs:string" select="'^(font-style\s*:\s*(normal|italic|oblique)|font-weight\s*:\s*(normal|bold|[1-9]00)'
    || '|font-variant(-caps)?\s*:\s*(normal|small-caps|all-small-caps)|text-align\s*:\s*(left|right|center|justify|start|end)'
    || '|text-decoration\s*:\s*(none|underline|overline|line-through)|text-transform\s*:\s*(none|uppercase|lowercase|capitalize)'
    || '|vertical-align\s*:\s*(super|sub|baseline|top|middle|bottom)|(letter-spacing|text-indent)\s*:\s*-?[0-9.]+(em|ex|ch))$'"/>

</xsl:stylesheet>
