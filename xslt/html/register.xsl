<?xml version="1.0" encoding="UTF-8"?>
<!-- The register pages: persons, places, organisations, events, works. A bar of letters; for each entry its name, dates, the line
     that says who or what it is, the forms in which the texts name it, what it is related to, where that is known from;
     then its mentions as lines of context by text and section, each leading to its place.
     All is there without a script; a script adds a box to filter by. Reads the entries of common/registers.xsl, no TEI.
     A project may override register:entry and register:line. -->
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

  <!-- returns the name as it is looked up: the inverted one of a person, if the register has one -->
  <xsl:function name="register:found-under" as="xs:string">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="if ($entry?type eq 'person' and contains($entry?sort, ',')) then $entry?sort else $entry?name"/>
  </xsl:function>

  <!-- one entry -->
  <xsl:template name="register:entry" as="element(section)" visibility="public">
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

  <!-- returns what is known of the entry, as pairs of a word and its values -->
  <xsl:function name="register:facts" as="element()*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="pairs" as="element(div)*">
      <xsl:sequence select="register:imprint($entry), register:dates($entry), register:names($entry), register:relations($entry)"/>
      <xsl:for-each select="$entry?certainty[. ne '' and . ne 'high']">
        <div><dt><xsl:value-of select="loc:text('index.certainty')"/></dt><dd><xsl:value-of select="loc:text('cert.' || .)"/></dd></div>
      </xsl:for-each>
      <xsl:for-each select="$entry?notes?*">
        <div><dt><xsl:value-of select="loc:text('index.remark')"/></dt><dd><xsl:value-of select="."/></dd></div>
      </xsl:for-each>
      <xsl:sequence select="register:idnos($entry), register:sources($entry)"/>
    </xsl:variable>
    <xsl:if test="exists($pairs)"><dl class="facts"><xsl:sequence select="$pairs"/></dl></xsl:if>
  </xsl:function>

  <!-- returns how a work was published; what links lead to (author, journal) is among the relations -->
  <xsl:function name="register:imprint" as="element(div)?">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="published" as="xs:boolean" select="exists($entry?imprint ! (?in, ?place, ?publisher, ?scope))"/>
    <xsl:variable name="linked" as="xs:string*" select="$entry?relations?*?type ! map{ 'author': 'authors', 'editor': 'editors', 'title': 'in' }(.)"/>
    <xsl:variable name="parts" as="xs:string*" select="for $part in ('authors', 'editors', 'in', 'scope', 'place', 'publisher', 'date')[not(. = $linked)]
      return $entry?imprint($part) ! loc:text('imprint.' || $part, .)"/>
    <xsl:if test="$published and exists($parts)">
      <div><dt><xsl:value-of select="loc:text('index.published')"/></dt><dd><xsl:value-of select="$parts" separator="{loc:text('list.separator')}"/></dd></div>
    </xsl:if>
  </xsl:function>

  <!-- returns the dates in full where the line above has the years alone -->
  <xsl:function name="register:dates" as="element(div)?">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="full" as="xs:string" select="date:in-full($entry?dates)"/>
    <xsl:if test="$full ne '' and $full ne $entry?dates?words and not($entry?imprint?publisher)">
      <div><dt><xsl:value-of select="loc:text('index.dates')"/></dt><dd><xsl:value-of select="$full"/></dd></div>
    </xsl:if>
  </xsl:function>

  <!-- returns the forms that the texts have, with their numbers, and other names that they don't have -->
  <xsl:function name="register:names" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="forms" as="map(*)*" select="$entry?forms?*"/>
    <xsl:variable name="others" as="xs:string*" select="$entry?variants?*[not(. = $forms?form)]"/>
    <xsl:if test="exists($forms[?form ne $entry?name])">
      <div><dt><xsl:value-of select="loc:text('index.forms')"/></dt>
        <dd class="forms"><xsl:for-each select="$forms">
          <xsl:if test="position() gt 1"><xsl:value-of select="loc:text('list.separator')"/></xsl:if>
          <xsl:value-of select="if (count($forms) eq 1) then ?form else loc:text('index.form', (?form, string(?count)))"/>
        </xsl:for-each></dd></div>
    </xsl:if>
    <xsl:if test="exists($others)">
      <div><dt><xsl:value-of select="loc:text('index.other-names')"/></dt>
        <dd><xsl:value-of select="$others" separator="{loc:text('list.separator')}"/></dd></div>
    </xsl:if>
  </xsl:function>

  <!-- returns the related entries by the kind of relation; what no locale knows is called as the source calls it -->
  <xsl:function name="register:relations" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:for-each-group select="$entry?relations?*" group-by="register:relation(?type)">
      <div><dt><xsl:value-of select="current-grouping-key()"/></dt>
        <dd><xsl:for-each select="current-group()">
          <xsl:if test="position() gt 1"><xsl:value-of select="loc:text('list.separator')"/></xsl:if>
          <a href="{register:href($entry?type, ?key)}"><xsl:value-of select="?name"/></a>
        </xsl:for-each></dd></div>
    </xsl:for-each-group>
  </xsl:function>

  <xsl:function name="register:relation" as="xs:string">
    <xsl:param name="type" as="xs:string"/>
    <xsl:variable name="known" as="xs:string?" select="($locales ! key('loc:by-key', 'relation.' || $type, .))[1]/string()"/>
    <xsl:sequence select="if ($known) then $known else translate(replace($type, '^\^|^.*[#/:]', ''), '_-', '  ')"/>
  </xsl:function>

  <!-- returns the address of an entry from a page of the kind -->
  <xsl:function name="register:href" as="xs:string">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="key" as="xs:string"/>
    <xsl:sequence select="if (starts-with($key, $kind || ':')) then '#' || name:fragment($key) else string(name:page($key))"/>
  </xsl:function>

  <!-- returns the entry's numbers elsewhere, linked where the scheme is known or the number is an address; where each number
       comes from, unless all that is known of the entry comes from there -->
  <xsl:function name="register:idnos" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="sources" as="xs:string*" select="$entry?sources?*?text"/>
    <xsl:for-each select="$entry?idnos?*">
      <xsl:variable name="url" as="xs:string?" select="register:address(?type, ?value)"/>
      <div><dt><xsl:value-of select="($register:schemes(lower-case(?type))?name, ?type[. ne ''], loc:text('index.idno'))[1]"/></dt>
        <dd><xsl:choose>
          <xsl:when test="$url"><a href="{$url}"><xsl:value-of select="?value"/></a></xsl:when>
          <xsl:otherwise><xsl:value-of select="?value"/></xsl:otherwise>
        </xsl:choose>
        <xsl:if test="?source ne '' and not(count($sources) eq 1 and ?source = $sources)">
          <xsl:text> </xsl:text><span class="from"><xsl:value-of select="loc:text('index.from', ?source)"/></span>
        </xsl:if></dd></div>
    </xsl:for-each>
  </xsl:function>

  <!-- well-known schemes: their names, and where their numbers lead; $ stands for the number -->
  <xsl:variable name="register:schemes" as="map(xs:string, map(xs:string, xs:string))" select="map{
    'gnd': map{ 'name': 'GND', 'url': 'https://d-nb.info/gnd/$' }, 'viaf': map{ 'name': 'VIAF', 'url': 'https://viaf.org/viaf/$' },
    'wikidata': map{ 'name': 'Wikidata', 'url': 'https://www.wikidata.org/wiki/$' },
    'geonames': map{ 'name': 'GeoNames', 'url': 'https://www.geonames.org/$' }, 'orcid': map{ 'name': 'ORCID', 'url': 'https://orcid.org/$' },
    'isni': map{ 'name': 'ISNI', 'url': 'https://isni.org/isni/$' }, 'lccn': map{ 'name': 'LCCN', 'url': 'https://lccn.loc.gov/$' },
    'lcnaf': map{ 'name': 'LCNAF', 'url': 'https://id.loc.gov/authorities/names/$' },
    'bnf': map{ 'name': 'BnF', 'url': 'https://catalogue.bnf.fr/ark:/12148/$' }, 'idref': map{ 'name': 'IdRef', 'url': 'https://www.idref.fr/$' },
    'doi': map{ 'name': 'DOI', 'url': 'https://doi.org/$' }, 'oclc': map{ 'name': 'OCLC', 'url': 'https://search.worldcat.org/title/$' },
    'issn': map{ 'name': 'ISSN', 'url': 'https://portal.issn.org/resource/ISSN/$' }, 'handle': map{ 'name': 'Handle', 'url': 'https://hdl.handle.net/$' },
    'tgn': map{ 'name': 'TGN', 'url': 'https://vocab.getty.edu/tgn/$' }, 'ulan': map{ 'name': 'ULAN', 'url': 'https://vocab.getty.edu/ulan/$' },
    'pleiades': map{ 'name': 'Pleiades', 'url': 'https://pleiades.stoa.org/places/$' },
    'trismegistos': map{ 'name': 'Trismegistos', 'url': 'https://www.trismegistos.org/place/$' } }"/>

  <!-- returns the address that a number stands for; nothing but http and https becomes a link -->
  <xsl:function name="register:address" as="xs:string?">
    <xsl:param name="type" as="xs:string"/>
    <xsl:param name="value" as="xs:string"/>
    <xsl:variable name="scheme" as="xs:string?" select="$register:schemes(lower-case($type))?url"/>
    <xsl:sequence select="if (matches($value, '^https?://[^\s&quot;&lt;>\\^`{|}]+$', 'i')) then iri-to-uri($value)
      else if ($scheme and matches($value, '^[A-Za-z0-9./:_()-]+$')) then replace($scheme, '$', $value, 'q') else ()"/>
  </xsl:function>

  <!-- returns the page of a place in one of the texts: introduction.xml#n23 -->
  <xsl:function name="register:text-address" as="xs:string?">
    <xsl:param name="address" as="xs:string"/>
    <xsl:variable name="file" as="xs:string" select="replace($address, '#.*$', '')"/>
    <xsl:sequence select="$register:texts($file) ! (register:encoded(?page) || substring-after($address, $file))"/>
  </xsl:function>

  <xsl:function name="register:encoded" as="xs:string">
    <xsl:param name="path" as="xs:string"/>
    <xsl:sequence select="string-join(tokenize($path, '/') ! encode-for-uri(.), '/')"/>
  </xsl:function>

  <xsl:function name="register:sources" as="element(div)*">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:variable name="sources" as="map(*)*" select="$entry?sources?*"/>
    <xsl:if test="exists($sources)">
      <div><dt><xsl:value-of select="if (count($sources) eq 1) then loc:text('index.source') else loc:text('index.sources')"/></dt>
        <dd><xsl:for-each select="$sources">
          <xsl:variable name="url" as="xs:string?" select="(register:text-address(?url), register:address('', ?url))[1]"/>
          <xsl:if test="position() gt 1"><xsl:value-of select="loc:text('byline.separator')"/></xsl:if>
          <xsl:choose>
            <xsl:when test="$url"><a href="{$url}"><xsl:value-of select="(?text[. ne ''], ?url)[1]"/></a></xsl:when>
            <xsl:otherwise><xsl:value-of select="?text"/></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each></dd></div>
    </xsl:if>
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
  <xsl:template name="register:line" as="element(li)" visibility="public">
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
