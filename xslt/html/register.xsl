<?xml version="1.0" encoding="UTF-8"?>
<!-- The register pages: persons, places, organisations, events, works. A bar of letters; for each entry its name, dates, the line
     that says who or what it is, the forms in which the texts name it, what it is related to, where that is known from;
     then its mentions as lines of context by text and section, each leading to its place.
     All is there without a script; a script adds a box to filter by. Reads the entries of common/registers.xsl, no TEI. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:array="http://www.w3.org/2005/xpath-functions/array" xmlns:map="http://www.w3.org/2005/xpath-functions/map"
  xmlns:date="https://tei-edition.org/ns/dates" xmlns:index="https://tei-edition.org/ns/index" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:name="https://tei-edition.org/ns/names" xmlns:page="https://tei-edition.org/ns/page" xmlns:register="https://tei-edition.org/ns/register"
  xmlns:set="https://tei-edition.org/ns/settings" exclude-result-prefixes="#all" version="3.0">

  <!-- an entry with more mentions shows their number first, and the lines when asked -->
  <xsl:variable name="register:open" as="xs:integer" select="6"/>

  <!-- with more entries than these the contents hold letters alone -->
  <xsl:variable name="register:listed" as="xs:integer" select="300"/>

  <!-- text file → its title and page -->
  <xsl:variable name="register:texts" as="map(xs:string, map(*))" select="map:merge($index:texts ! map{ ?file: . })"/>

  <!-- returns a register page as it is served -->
  <xsl:function name="register:page" as="element(html)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="map(*)+"/>
    <xsl:variable name="main" as="node()*">
      <xsl:call-template name="register:bar">
        <xsl:with-param name="label" select="loc:text('index.letters')"/>
        <xsl:with-param name="marks" select="distinct-values($entries?letter)"/>
      </xsl:call-template>
      <xsl:for-each-group select="$entries" group-by="?letter">
        <section class="letter" aria-labelledby="{register:mark-id(current-grouping-key())}">
          <h2 id="{register:mark-id(current-grouping-key())}"><xsl:value-of select="register:mark(current-grouping-key())"/></h2>
          <xsl:for-each select="current-group()">
            <xsl:call-template name="register:entry"><xsl:with-param name="entry" select="."/></xsl:call-template>
          </xsl:for-each>
        </section>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:call-template name="register:frame">
      <xsl:with-param name="kind" select="$kind"/>
      <xsl:with-param name="entries" select="$entries"/>
      <xsl:with-param name="navigation" select="register:contents($entries)"/>
      <xsl:with-param name="main" select="$main"/>
    </xsl:call-template>
  </xsl:function>

  <!-- the page around a register: heading, how much there is, whose words the lines are -->
  <xsl:template name="register:frame" as="element(html)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="entries" as="map(*)+"/>
    <xsl:param name="navigation" as="node()*"/>
    <xsl:param name="main" as="node()*"/>
    <xsl:variable name="title" as="xs:string" select="loc:text('register.' || $kind)"/>
    <xsl:variable name="mentions" as="xs:integer" select="sum($entries ! array:size(?mentions))"/>
    <xsl:call-template name="page:frame">
      <xsl:with-param name="title" select="$title"/>
      <xsl:with-param name="kind" select="'register'"/>
      <xsl:with-param name="root" select="''"/>
      <xsl:with-param name="navigation" select="$navigation"/>
      <xsl:with-param name="citation" select="string-join((loc:text('cite.title', $title), '{1}', loc:text('cite.in', page:site-title()),
        page:version()), loc:text('cite.separator'))"/>
      <xsl:with-param name="address" select="string-join(set:get('url')[. ne ''] ! (replace(string(.), '/+$', '') || '/' || $name:pages($kind)))"/>
      <xsl:with-param name="head">
        <link rel="stylesheet" href="static/register.css"/>
        <script src="static/register.js" defer="defer"></script>
      </xsl:with-param>
      <xsl:with-param name="main">
        <div class="register" data-register="{$kind}" data-filter="{loc:text('index.filter')}" data-shown="{loc:text('index.filter-shown')}"
          data-none="{loc:text('index.filter-none')}">
          <header class="opening">
            <h1><xsl:value-of select="$title"/></h1>
            <p><xsl:value-of select="loc:text('index.summary', (register:count('index.entries', count($entries)), register:count('index.mentions', $mentions)))"/></p>
            <xsl:if test="$entries?mentions?*?layer != 'author'"><p class="layers-said"><xsl:value-of select="loc:text('index.layers')"/></p></xsl:if>
          </header>
          <xsl:sequence select="$main"/>
        </div>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- returns a number of things in words -->
  <xsl:function name="register:count" as="xs:string">
    <xsl:param name="key" as="xs:string"/>
    <xsl:param name="number" as="xs:integer"/>
    <xsl:sequence select="if ($number eq 1) then loc:text($key || '.one') else loc:text($key, string($number))"/>
  </xsl:function>

  <!-- the bar of letters, or of years -->
  <xsl:template name="register:bar" as="element(nav)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="marks" as="xs:string*"/>
    <xsl:if test="count($marks) gt 1">
      <nav class="marks" aria-label="{$label}">
        <ul>
          <xsl:for-each select="$marks">
            <li><a href="#{register:mark-id(.)}"><xsl:value-of select="register:mark(.)"/></a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </xsl:if>
  </xsl:template>

  <!-- ids of letters begin with a hyphen, which no id of an entry does -->
  <xsl:function name="register:mark-id" as="xs:string">
    <xsl:param name="mark" as="xs:string"/>
    <xsl:sequence select="'-' || (if ($mark eq '') then 'other' else $mark)"/>
  </xsl:function>

  <xsl:function name="register:mark" as="xs:string">
    <xsl:param name="mark" as="xs:string"/>
    <xsl:sequence select="if ($mark eq '') then loc:text('index.other') else if ($mark eq '0') then loc:text('index.numbers') else $mark"/>
  </xsl:function>

  <!-- the names alone, to find one's way by -->
  <xsl:function name="register:contents" as="element(ol)">
    <xsl:param name="entries" as="map(*)+"/>
    <ol>
      <xsl:for-each-group select="$entries" group-by="?letter">
        <li>
          <a href="#{register:mark-id(current-grouping-key())}"><xsl:value-of select="register:mark(current-grouping-key())"/></a>
          <xsl:if test="count($entries) le $register:listed">
            <ol>
              <xsl:for-each select="current-group()"><li><a href="#{?id}"><xsl:value-of select="register:found-under(.)"/></a></li></xsl:for-each>
            </ol>
          </xsl:if>
        </li>
      </xsl:for-each-group>
    </ol>
  </xsl:function>

  <!-- returns the name as it is looked up: the inverted one, if the register has one -->
  <xsl:function name="register:found-under" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="if ($entry?type = ('person', 'place', 'org', 'event') and contains($entry?sort, ', ')) then $entry?sort else $entry?name"/>
  </xsl:function>

  <!-- one entry -->
  <xsl:template name="register:entry" as="element(section)">
    <xsl:param name="entry" as="map(*)"/>
    <section class="{string-join(('item', 'unmentioned'[array:size($entry?mentions) eq 0]), ' ')}" id="{$entry?id}">
      <h3>
        <xsl:sequence select="register:language($entry?language)"/>
        <xsl:value-of select="$entry?name"/>
        <xsl:if test="$entry?dates?words"><xsl:text> </xsl:text><span class="when"><xsl:sequence select="register:own-language($entry?language)"/>
          <xsl:value-of select="$entry?dates?words"/></span></xsl:if>
        <a class="pl" href="#{$entry?id}" aria-label="{$entry?name}"></a>
      </h3>
      <xsl:for-each select="$entry?aliases?*"><span id="{name:fragment(.)}"></span></xsl:for-each>
      <xsl:if test="$entry?description"><p class="said"><xsl:value-of select="$entry?description"/></p></xsl:if>
      <xsl:sequence select="register:facts($entry), register:mentions($entry)"/>
    </section>
  </xsl:template>

  <!-- returns @lang (and @dir) for words in another language than the page's -->
  <xsl:function name="register:language" as="attribute()*">
    <xsl:param name="language" as="xs:string"/>
    <xsl:if test="$language ne '' and $language ne page:language()">
      <xsl:attribute name="lang" select="$language"/>
      <xsl:if test="page:right-to-left($language) ne page:right-to-left(page:language())">
        <xsl:attribute name="dir" select="if (page:right-to-left($language)) then 'rtl' else 'ltr'"/>
      </xsl:if>
    </xsl:if>
  </xsl:function>

  <!-- returns the page's own @lang for its words inside words in another language -->
  <xsl:function name="register:own-language" as="attribute()*">
    <xsl:param name="around" as="xs:string"/>
    <xsl:if test="exists(register:language($around))"><xsl:attribute name="lang" select="page:language()"/></xsl:if>
  </xsl:function>

  <!-- returns the mentions of an entry by text and section; many are folded away behind their number -->
  <xsl:function name="register:mentions" as="element()+">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="mentions" as="map(*)*" select="$entry?mentions?*"/>
    <xsl:variable name="count" as="xs:string" select="register:count('index.mentions', count($mentions))"/>
    <xsl:variable name="groups" as="element(div)*">
      <xsl:for-each-group select="$mentions" group-adjacent="?file">
        <div class="text">
          <xsl:if test="count($index:texts) gt 1">
            <p class="title"><xsl:sequence select="register:text(current-grouping-key())"/></p>
          </xsl:if>
          <xsl:for-each-group select="current-group()" group-adjacent="?section">
            <xsl:if test="current-grouping-key() ne ''"><p class="section"><xsl:value-of select="current-grouping-key()"/></p></xsl:if>
            <ul class="lines">
              <xsl:for-each select="current-group()">
                <xsl:call-template name="register:line"><xsl:with-param name="mention" select="."/></xsl:call-template>
              </xsl:for-each>
            </ul>
          </xsl:for-each-group>
        </div>
      </xsl:for-each-group>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="empty($mentions)"><p class="count"><xsl:value-of select="loc:text('index.unmentioned')"/></p></xsl:when>
      <xsl:when test="count($mentions) le $register:open">
        <p class="count"><xsl:value-of select="$count"/></p>
        <xsl:sequence select="$groups"/>
      </xsl:when>
      <xsl:otherwise><details><summary class="count"><xsl:value-of select="$count"/></summary><xsl:sequence select="$groups"/></details></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <xsl:function name="register:encoded" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="string-join(tokenize($path, '/') ! encode-for-uri(.), '/')"/>
  </xsl:function>

  <!-- returns a text's title, leading to its page -->
  <xsl:function name="register:text" as="element(a)">
    <xsl:param name="file" as="xs:string"/>
    <xsl:variable name="text" as="map(*)?" select="$register:texts($file)"/>
    <a href="{register:encoded($text?page)}">
      <xsl:sequence select="register:language(string($text?language))"/>
      <xsl:value-of select="($text?title[. ne ''], $file)[1]"/>
    </a>
  </xsl:function>

  <!-- one mention: its place, the words around it, whose they are -->
  <xsl:template name="register:line" as="element(li)">
    <xsl:param name="mention" as="map(*)"/>
    <li class="{$mention?layer}">
      <a class="at" href="{$mention?page}"><xsl:value-of select="$mention?reference"/></a>
      <xsl:text> </xsl:text>
      <xsl:sequence select="register:words($mention)"/>
      <xsl:text> </xsl:text>
      <xsl:sequence select="register:whose($mention)"/>
    </li>
  </xsl:template>

  <!-- returns the words of a mention with those before and after it -->
  <xsl:function name="register:words" as="element(span)">
    <xsl:param name="mention" as="map(*)"/>
    <span class="words">
      <xsl:sequence select="register:language($mention?language)"/>
      <xsl:value-of select="$mention?context?before"/>
      <b><xsl:value-of select="($mention?form[. ne ''], loc:text('index.empty-form'))[1]"/></b>
      <xsl:value-of select="$mention?context?after"/>
    </span>
  </xsl:function>

  <!-- returns in words whose the mention is, and how certain it is where the encoder says so -->
  <xsl:function name="register:whose" as="element(span)">
    <xsl:param name="mention" as="map(*)"/>
    <span class="whose">
      <xsl:value-of select="loc:text('index.layer.' || $mention?layer), $mention?certainty[. ne ''] ! register:certainty(.)" separator="{loc:text('list.separator')}"/>
    </span>
  </xsl:function>

  <!-- returns how certain an identification is, in words; a figure as it is written -->
  <xsl:function name="register:certainty" as="xs:string">
    <xsl:param name="certainty" as="xs:string"/>
    <xsl:sequence select="loc:text('certainty', if ($certainty = ('high', 'medium', 'low', 'unknown')) then loc:text('cert.' || $certainty) else $certainty)"/>
  </xsl:function>

</xsl:stylesheet>
