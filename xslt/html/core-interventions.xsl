<?xml version="1.0" encoding="UTF-8"?>
<!-- Editorial interventions (TEI module core): choice, sic, corr, orig, reg, abbr, expan, unclear, add, del, gap; and what those
     of the module transcr share with them. Both readings are in the page; the style sheet shows one (data-reading).
     Each has a sign that can be pressed and then says what was done, to what, by whom, and how certain they are.
     A project may override html:why, which words the explanation. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- white space between the parts is the encoder's, not the text's -->
  <xsl:template match="tei:choice" mode="html:text" as="node()*" priority="1">
    <xsl:choose>
      <xsl:when test="@xml:id">
        <xsl:element name="{if (el:holds-block(.)) then 'div' else 'span'}">
          <xsl:sequence select="html:attributes(., ())"/><xsl:apply-templates select="*" mode="html:text"/>
        </xsl:element>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="html:text"/></xsl:otherwise>
    </xsl:choose>
    <xsl:call-template name="html:sign"/>
  </xsl:template>

  <!-- what only one of the two texts reads; a further alternative is told by the sign alone -->
  <xsl:template match="tei:choice/*" mode="html:text" as="node()*" priority="6">
    <xsl:variable name="side" as="xs:string?" select="rdg:side(.)"/>
    <xsl:choose>
      <xsl:when test="$side eq 'neither'"/>
      <xsl:when test="exists($side)"><xsl:call-template name="html:reading"><xsl:with-param name="side" select="$side"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:corr | tei:reg | tei:sic | tei:orig" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:intervention"/>
  </xsl:template>

  <!-- An intervention that stands by itself. The sign of a space that was lacking stands before it, so that it does not
       begin the next word. -->
  <xsl:template name="html:intervention" as="node()*">
    <xsl:variable name="side" as="xs:string?" select="rdg:side(.)"/>
    <xsl:if test="not(normalize-space())"><xsl:call-template name="html:sign"/></xsl:if>
    <xsl:choose>
      <xsl:when test="exists($side)"><xsl:call-template name="html:reading"><xsl:with-param name="side" select="$side"/></xsl:call-template></xsl:when>
      <xsl:otherwise><xsl:call-template name="html:inline"><xsl:with-param name="class" select="local-name()"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
    <xsl:if test="normalize-space()"><xsl:call-template name="html:sign"/></xsl:if>
  </xsl:template>

  <xsl:template name="html:reading" as="element()">
    <xsl:param name="side" as="xs:string"/>
    <xsl:element name="{if (el:holds-block(.)) then 'div' else 'span'}">
      <xsl:attribute name="data-reading" select="$side"/>
      <xsl:sequence select="html:attributes(., 'ex'[current()/self::tei:ex])"/>
      <xsl:apply-templates mode="html:text"/>
    </xsl:element>
  </xsl:template>

  <xsl:template match="tei:unclear | tei:add | tei:del" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:state-of-text"/>
  </xsl:template>

  <!-- what is hard to read, added or deleted; a sign only where the source says more of it -->
  <xsl:template name="html:state-of-text" as="node()*">
    <xsl:call-template name="html:inline"/>
    <xsl:if test="html:has-more-to-say(.)"><xsl:call-template name="html:sign"/></xsl:if>
  </xsl:template>

  <!-- whether the source says why, where, by whom or how much -->
  <xsl:function name="html:has-more-to-say" as="xs:boolean">
    <xsl:param name="element" as="element()"/>
    <xsl:sequence select="exists($element/(@reason | @hand | @place | @agent | @cause | @cert | @resp))"/>
  </xsl:function>

  <xsl:template match="tei:gap" mode="html:text" as="node()*" priority="1">
    <span class="gap" data-generated=""><xsl:sequence select="html:id(.)"/><xsl:value-of select="loc:text('gap.sign')"/></span>
    <xsl:call-template name="html:sign"/>
  </xsl:template>

  <xsl:template match="tei:abbr | tei:expan" mode="html:text" as="node()*" priority="1">
    <xsl:call-template name="html:inline"/>
  </xsl:template>

  <!-- The sign of the context element, and what it opens. It is a link and no button, because a line must not break between a
       word and its sign, and browsers break beside buttons. What it leads to shows while it is the page's target; the script
       shows it as a popover. -->
  <xsl:template name="html:sign" as="element()*">
    <xsl:param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/>
    <xsl:variable name="kind" as="xs:string?" select="rdg:kind(.)"/>
    <xsl:if test="$kind and not($in-link) and not(self::tei:ex or self::tei:am)">
      <xsl:variable name="here" as="xs:string" select="'-.' || id:anchor(.)"/>
      <xsl:variable name="target" as="xs:string" select="'-:' || id:anchor(.)"/>
      <a class="{'sign', 'none'[current()[self::tei:surplus or self::tei:secl or self::tei:supplied[not(normalize-space())]]]}" data-generated=""
        href="#{$target}" id="{$here}" aria-label="{loc:text('kind.' || $kind)}"></a>
      <span class="why" data-generated="" id="{$target}" popover="auto">
        <b><xsl:value-of select="loc:text('kind.' || $kind)"/></b>
        <xsl:text> </xsl:text>
        <xsl:value-of select="html:why(.)" separator=" "/>
        <a href="#{$here}" aria-label="{loc:text('close')}"></a>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- the signs of the interventions inside a link, after it: a link may hold no button -->
  <xsl:template name="html:signs-within" as="element()*">
    <xsl:for-each select=".//(tei:choice | tei:corr | tei:reg | tei:orig | tei:supplied | tei:surplus | tei:secl | tei:sic | tei:gap
      | (tei:unclear | tei:add | tei:del | tei:damage | tei:restore | tei:retrace)[html:has-more-to-say(.)])[not(ancestor::tei:note[. >> current()])]">
      <xsl:call-template name="html:sign"><xsl:with-param name="in-link" as="xs:boolean" select="false()" tunnel="yes"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- returns the sentences that explain an intervention -->
  <xsl:function name="html:why" as="xs:string*" visibility="public">
    <xsl:param name="element" as="element()"/>
    <xsl:variable name="told" as="map(*)" select="rdg:describe($element)"/>
    <xsl:variable name="kind" as="xs:string" select="$told?kind"/>
    <xsl:variable name="before" as="xs:string" select="html:shown($told?transmitted)"/>
    <xsl:variable name="after" as="xs:string" select="html:shown($told?corrected)"/>
    <xsl:variable name="others" as="xs:string*" select="$told?others ! html:shown(node())"/>
    <xsl:sequence select="
      if ($element/self::tei:choice) then loc:text('why.' || $kind, ($before, $after))
      else if ($kind = ('surplus', 'sic', 'supplied', 'correction', 'regularisation')) then loc:text('why.' || $kind || '.alone', ($before, $after)[. ne ''][1])
      else (),
      if (exists($others)) then loc:text('why.others', string-join($others ! loc:text('quoted', .), loc:text('list.separator'))) else (),
      $element/tei:desc ! normalize-space(.),
      html:extent($told),
      html:details($told)"/>
  </xsl:function>

  <!-- returns a reading's words; a space says that it is one -->
  <xsl:function name="html:shown" as="xs:string">
    <xsl:param name="nodes" as="node()*"/>
    <xsl:variable name="words" as="xs:string" select="normalize-space(string-join($nodes[not(self::tei:note)]))"/>
    <xsl:sequence select="if ($words) then $words else if (string-join($nodes)) then loc:text('why.space') else ''"/>
  </xsl:function>

  <!-- returns how much is missing or added -->
  <xsl:function name="html:extent" as="xs:string?">
    <xsl:param name="told" as="map(*)"/>
    <xsl:variable name="range" as="xs:string" select="string-join(distinct-values((($told?atLeast, $told?min)[1], ($told?atMost, $told?max)[1])), '–')"/>
    <xsl:variable name="number" as="xs:string" select="($told?quantity, $range)[1]"/>
    <xsl:variable name="said" as="xs:string*" select="$told?extent, if ($number) then string-join(($number, $told?unit), ' ') else ()"/>
    <xsl:sequence select="if (exists($said)) then loc:text('why.extent', string-join($said, loc:text('list.separator'))) else ()"/>
  </xsl:function>

  <!-- returns reason, place, hand, responsibility and certainty, as far as they are told -->
  <xsl:function name="html:details" as="xs:string?">
    <xsl:param name="told" as="map(*)"/>
    <xsl:variable name="parts" as="xs:string*" select="
      tokenize($told?reason) ! html:word('reason', .), ($told?agent, $told?cause)[1], $told?place ! html:word('place', .),
      $told?hand ! loc:text('why.hand', replace(., '^.*#', '')),
      $told?resp, $told?cert[. ne ''] ! loc:text('certainty', html:word('cert', .))"/>
    <xsl:sequence select="if (exists($parts)) then loc:text('why.details', string-join($parts, loc:text('why.separator'))) else ()"/>
  </xsl:function>

  <!-- returns the locale's word for an attribute's value, or the value itself -->
  <xsl:function name="html:word" as="xs:string">
    <xsl:param name="list" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="key" as="xs:string" select="$list || '.' || $value"/>
    <xsl:sequence select="if (some $locale in $locales satisfies exists(key('loc:by-key', $key, $locale))) then loc:text($key) else $value"/>
  </xsl:function>

</xsl:stylesheet>
