<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial interventions (Guidelines, CO 3.5, PH 11.3): choice, sic, corr, orig, reg, abbr, expan, ex, am, supplied,
     surplus, add, del, subst, unclear, gap, damage, restore, retrace, space.
     The transmitted text leaves out what the editor brought in: corr, reg, expan in a choice, ex, supplied;
     the corrected text leaves out what the editor set aside: sic, orig, abbr in a choice, am, surplus.
     Exactly one child of a choice stands in each of the two; further alternatives stand in neither and are described.
     Answers only; how an intervention looks is for html/ and print/. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:name="https://tei-edition.org/ns/names" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- element name → kind of intervention, for elements that stand by themselves; each kind is a key `kind.…` of the locale -->
  <xsl:variable name="rdg:kinds" as="map(xs:string, xs:string)" select="map{
    'supplied': 'supplied', 'surplus': 'surplus', 'sic': 'sic', 'corr': 'correction', 'orig': 'original', 'reg': 'regularisation',
    'expan': 'expansion', 'ex': 'expansion', 'abbr': 'abbreviation', 'am': 'abbreviation', 'unclear': 'unclear', 'gap': 'gap',
    'damage': 'damage', 'add': 'addition', 'del': 'deletion', 'subst': 'substitution', 'substJoin': 'substitution',
    'restore': 'restoration', 'retrace': 'retracing', 'redo': 'restoration', 'undo': 'deletion', 'space': 'space',
    'secl': 'surplus' }"/>

  <!-- the names of the children of a choice that each text reads -->
  <xsl:variable name="rdg:transmitted" as="xs:string+" select="('sic', 'orig', 'abbr', 'am')"/>
  <xsl:variable name="rdg:corrected" as="xs:string+" select="('corr', 'reg', 'expan', 'ex', 'supplied')"/>

  <!-- returns the kind of the intervention that the element is; nothing for other elements and for the children of a choice,
       because the choice is the intervention -->
  <xsl:function name="rdg:kind" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/self::tei:choice">
        <xsl:sequence select="if ($element/tei:sic or $element/tei:corr) then 'correction'
          else if ($element/tei:orig or $element/tei:reg) then 'regularisation'
          else if ($element/tei:abbr or $element/tei:expan) then 'expansion'
          else if ($element/tei:unclear) then 'unclear'
          else 'alternative'"/>
      </xsl:when>
      <xsl:when test="$element/parent::tei:choice or not($element/self::tei:*)"/>
      <xsl:otherwise><xsl:sequence select="$rdg:kinds(local-name($element))"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns which of the two texts alone reads the element: transmitted, corrected, neither;
       nothing where both read it -->
  <xsl:function name="rdg:side" as="xs:string?">
    <xsl:param name="element" as="element()"/>
    <xsl:choose>
      <xsl:when test="$element/parent::tei:choice"><xsl:sequence select="rdg:side-in-choice($element)"/></xsl:when>
      <xsl:when test="$element[self::tei:supplied or self::tei:corr or self::tei:reg or self::tei:ex]">
        <xsl:sequence select="'corrected'"/>
      </xsl:when>
      <xsl:when test="$element[self::tei:surplus or self::tei:secl]"><xsl:sequence select="'transmitted'"/></xsl:when>
      <xsl:when test="$element/self::tei:am and $element/(.. | ../parent::tei:expan)/tei:ex"><xsl:sequence select="'transmitted'"/></xsl:when>
      <xsl:otherwise/>
    </xsl:choose>
  </xsl:function>

  <!-- A choice without one of the two kinds of child (two unclear, or a lone corr) is read alike in both texts: by its first child. -->
  <xsl:function name="rdg:side-in-choice" as="xs:string?">
    <xsl:param name="child" as="element()"/>
    <xsl:variable name="choice" as="element()" select="$child/.."/>
    <xsl:variable name="transmitted" as="element()?" select="$choice/*[local-name() = $rdg:transmitted][1]"/>
    <xsl:variable name="corrected" as="element()?" select="$choice/*[local-name() = $rdg:corrected][1]"/>
    <xsl:sequence select="if ($transmitted and $corrected)
      then (if ($child is $transmitted) then 'transmitted' else if ($child is $corrected) then 'corrected' else 'neither')
      else if ($child is $choice/*[1]) then () else 'neither'"/>
  </xsl:function>

  <!-- returns what there is to say of an intervention:
       kind; transmitted, corrected and others (nodes); resp (names in words); cert (high, medium, low or as written);
       reason, cause, quantity, atLeast, atMost, unit, extent, agent, place, hand (as written; absent where the source is silent) -->
  <xsl:function name="rdg:describe" as="map(*)">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="choice" as="element()*" select="$element/self::tei:choice/*"/>
    <xsl:variable name="decided" as="element()+" select="($choice[rdg:side(.) = 'corrected'], $choice, $element)[@resp or @cert][1], $element"/>
    <xsl:variable name="attributes" as="attribute()*" select="($element, $choice)/(@reason | @cause | @quantity | @unit | @extent | @agent | @place
      | @hand | @type | @degree | @atLeast | @atMost | @min | @max)"/>
    <xsl:sequence select="map:merge((
      map{
        'kind': rdg:kind($element),
        'transmitted': if ($choice) then $choice[not(rdg:side(.) = ('corrected', 'neither'))]/node()
          else if (rdg:side($element) = 'corrected') then () else $element/node(),
        'corrected': if ($choice) then $choice[not(rdg:side(.) = ('transmitted', 'neither'))]/node()
          else if (rdg:side($element) = 'transmitted') then () else $element/node(),
        'others': $choice[rdg:side(.) = 'neither'],
        'resp': rdg:responsible($decided[1]),
        'cert': string(($decided[1]/@cert, '')[1]) },
      $attributes ! map{ local-name(.): string(.) }), map{ 'duplicates': 'use-first' })"/>
  </xsl:function>

  <!-- returns the names of those whom @resp (or @source, where there is no @resp) points at; what points nowhere, as written -->
  <xsl:function name="rdg:responsible" as="xs:string*">
    <xsl:param name="element" as="element()"/>
    <xsl:for-each select="distinct-values(tokenize(($element/@resp, $element/@source)[1]))">
      <xsl:variable name="target" as="element()?" select="ptr:target(., $element)"/>
      <xsl:sequence select="if ($target) then rdg:name-of($target) else replace(., '^.*[#:]', '')"/>
    </xsl:for-each>
  </xsl:function>

  <!-- returns the name by which an element of the header or of a register is called -->
  <xsl:function name="rdg:name-of" as="xs:string">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="named" as="element()*" select="$element[self::tei:respStmt]/(tei:persName | tei:orgName | tei:name)"/>
    <xsl:sequence select="if ($named) then string-join($named ! normalize-space(.), ', ')
      else if ($element[self::tei:person or self::tei:org or self::tei:place or self::tei:event or self::tei:bibl or self::tei:biblStruct])
        then name:label($element)
      else if (normalize-space($element)) then rdg:plain($element/node(), 'corrected')
      else string($element/@xml:id)"/>
  </xsl:function>

  <!-- returns the words of some nodes in one of the two readings (transmitted or corrected), without notes -->
  <xsl:function name="rdg:plain" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:param name="reading" as="xs:string"/>
    <xsl:variable name="words" as="node()*">
      <xsl:apply-templates select="$nodes" mode="rdg:plain">
        <xsl:with-param name="reading" as="xs:string" select="$reading" tunnel="yes"/>
      </xsl:apply-templates>
    </xsl:variable>
    <xsl:sequence select="normalize-space(string-join($words))"/>
  </xsl:function>

  <xsl:mode name="rdg:plain" on-no-match="text-only-copy" on-multiple-match="use-last"/>

  <xsl:template match="tei:*[rdg:side(.)]" mode="rdg:plain" priority="2" as="node()*">
    <xsl:param name="reading" as="xs:string" select="'corrected'" tunnel="yes"/>
    <xsl:if test="rdg:side(.) eq $reading"><xsl:apply-templates mode="#current"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:note | tei:noteGrp | tei:rdg[../tei:lem or preceding-sibling::tei:rdg] | tei:witDetail | tei:index | tei:fw
    | tei:figDesc" mode="rdg:plain" priority="1" as="node()*"/>

  <xsl:template match="tei:lb[not(@break = 'no')] | tei:pb[not(@break = 'no')] | tei:cb[not(@break = 'no')] | tei:gap" mode="rdg:plain"
    priority="1" as="node()*">
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- a word that runs on over the end of a line or page has no space there, however the source is laid out -->
  <xsl:template match="text()[(preceding-sibling::node()[1] | following-sibling::node()[1])/(self::tei:lb | self::tei:pb | self::tei:cb)/@break = 'no']"
    mode="rdg:plain" priority="2" as="node()*">
    <xsl:variable name="begun" as="xs:string" select="if (preceding-sibling::node()[1]/(self::tei:lb | self::tei:pb | self::tei:cb)/@break = 'no')
      then replace(., '^\s+', '') else string(.)"/>
    <xsl:value-of select="if (following-sibling::node()[1]/(self::tei:lb | self::tei:pb | self::tei:cb)/@break = 'no') then replace($begun, '\s+$', '') else $begun"/>
  </xsl:template>

  <!-- white space between the parts of a choice is the encoder's -->
  <xsl:template match="tei:choice/text() | tei:app/text() | tei:subst/text()[not(normalize-space())]" mode="rdg:plain" priority="1" as="node()*"/>

</xsl:stylesheet>
