<?xml version="1.0" encoding="UTF-8"?>
<!-- The frame of every page: head, skip link, links to the other pages, the bar with contents and layers, main, footer.
     Every control works without a script: layers are inputs that the style sheet reads (:has), panels are popovers.
     Ids of the frame begin with two hyphens and derived ones with one, which no xml:id can do.
     Needs common/settings, locale, keys and dates. A project may override page:brand, page:footer and page:more-head. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:page="https://tei-edition.org/ns/page" xmlns:set="https://tei-edition.org/ns/settings"
  xmlns:loc="https://tei-edition.org/ns/locale" xmlns:date="https://tei-edition.org/ns/dates"
  xmlns:name="https://tei-edition.org/ns/names"
  exclude-result-prefixes="#all" version="3.0">

  <!-- returns a page as text -->
  <xsl:function name="page:text" as="xs:string">
    <xsl:param name="page" as="element(html)"/>
    <xsl:variable name="form" as="map(*)" select="map{ 'method': 'html', 'html-version': 5.0, 'indent': false(), 'include-content-type': false(),
      'escape-uri-attributes': false() }"/>
    <xsl:variable name="text" as="xs:string" select="serialize($page, $form)"/>
    <xsl:choose>
      <!-- a project's stylesheet may have declared more namespaces than a page can bear -->
      <xsl:when test="contains($text, ' xmlns:')">
        <xsl:variable name="plain" as="element(html)"><xsl:copy-of select="$page" copy-namespaces="no"/></xsl:variable>
        <xsl:sequence select="serialize($plain, $form) || '&#10;'"/>
      </xsl:when>
      <xsl:otherwise><xsl:sequence select="$text || '&#10;'"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns a page. kind: text, register, landing or about; root: '' or '../' …; navigation: the contents of this page;
       main: what stands in it; rights: what the footer says of the rights in this page's text -->
  <xsl:template name="page:frame" as="element(html)" visibility="public">
    <xsl:param name="title" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="navigation" as="node()*" select="()"/>
    <xsl:param name="main" as="node()*"/>
    <xsl:param name="head" as="node()*" select="()"/>
    <xsl:param name="rights" as="node()*" select="()"/>
    <xsl:param name="citation" as="xs:string" select="''"/>
    <xsl:param name="address" as="xs:string" select="''"/>
    <xsl:variable name="site" as="xs:string" select="page:site-title()"/>
    <html lang="{page:language()}" data-kind="{$kind}">
      <xsl:if test="page:right-to-left(page:language())"><xsl:attribute name="dir" select="'rtl'"/></xsl:if>
      <head>
        <meta charset="utf-8"/>
        <meta name="viewport" content="width=device-width, initial-scale=1"/>
        <meta name="color-scheme" content="light dark"/>
        <title><xsl:value-of select="string-join(distinct-values(($title, $site))[. ne ''], loc:text('page.title-separator'))"/></title>
        <link rel="stylesheet" href="{$root}static/edition.css"/>
        <script src="{$root}static/edition.js"></script>
        <xsl:sequence select="$head"/>
        <xsl:call-template name="page:more-head"/>
      </head>
      <body>
        <xsl:if test="$citation">
          <xsl:attribute name="data-cite" select="$citation"/>
          <xsl:attribute name="data-address" select="$address"/>
          <xsl:attribute name="data-copied" select="loc:text('cite.copied')"/>
        </xsl:if>
        <a class="skip" href="#--main"><xsl:value-of select="loc:text('page.skip')"/></a>
        <xsl:call-template name="page:brand">
          <xsl:with-param name="root" as="xs:string" select="$root"/>
          <xsl:with-param name="kind" as="xs:string" select="$kind"/>
        </xsl:call-template>
        <xsl:call-template name="page:bar">
          <xsl:with-param name="kind" as="xs:string" select="$kind"/>
          <xsl:with-param name="contents" as="xs:boolean" select="exists($navigation)"/>
        </xsl:call-template>
        <div class="zones">
          <xsl:if test="exists($navigation)">
            <nav id="--contents" class="contents" popover="auto" aria-label="{loc:text('contents')}">
              <xsl:sequence select="$navigation"/>
            </nav>
          </xsl:if>
          <main id="--main" tabindex="-1"><xsl:sequence select="$main"/></main>
        </div>
        <xsl:call-template name="page:footer">
          <xsl:with-param name="root" as="xs:string" select="$root"/>
          <xsl:with-param name="rights" as="node()*" select="$rights"/>
        </xsl:call-template>
      </body>
    </html>
  </xsl:template>

  <!-- for a project: what else it wants in the head -->
  <xsl:template name="page:more-head" as="element()*" visibility="public"/>

  <!-- the edition's name and its other pages -->
  <xsl:template name="page:brand" as="element(header)" visibility="public">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="kind" as="xs:string"/>
    <header class="site">
      <p class="brand"><a href="{$root}index.html"><xsl:value-of select="page:site-title()"/></a></p>
      <nav aria-label="{loc:text('page.pages')}">
        <ul>
          <li><a href="{$root}about.html">
            <xsl:if test="$kind eq 'about'"><xsl:attribute name="aria-current" select="'page'"/></xsl:if>
            <xsl:value-of select="loc:text('about')"/>
          </a></li>
          <xsl:for-each select="page:kinds()">
            <li><a href="{$root}{$name:pages(.)}"><xsl:value-of select="loc:text('register.' || .)"/></a></li>
          </xsl:for-each>
        </ul>
      </nav>
    </header>
  </xsl:template>

  <!-- the bar that stays in sight: contents, reading, layers -->
  <xsl:template name="page:bar" as="element(div)">
    <xsl:param name="kind" as="xs:string"/>
    <xsl:param name="contents" as="xs:boolean"/>
    <div class="bar" role="region" aria-label="{loc:text('page.view')}">
      <xsl:if test="$contents">
        <button type="button" class="drawer" popovertarget="--contents"><xsl:value-of select="loc:text('contents')"/></button>
      </xsl:if>
      <xsl:if test="$kind eq 'text'">
        <fieldset class="switch">
          <legend><xsl:value-of select="loc:text('reading')"/></legend>
          <xsl:sequence select="page:choice('reading', ('corrected', 'transmitted'))"/>
        </fieldset>
      </xsl:if>
      <button type="button" class="aa" popovertarget="--layers" aria-label="{loc:text('layers')}">
        <span aria-hidden="true"><xsl:value-of select="loc:text('layers.sign')"/></span>
      </button>
      <div id="--layers" class="layers" popover="auto">
        <p class="layers-title"><xsl:value-of select="loc:text('layers')"/></p>
        <xsl:if test="$kind eq 'text'">
          <fieldset>
            <legend><xsl:value-of select="loc:text('layers.show')"/></legend>
            <xsl:sequence select="page:layer('names', false())"/>
            <p class="legend">
              <xsl:for-each select="page:kinds()">
                <span class="mention {.}"><xsl:value-of select="loc:text('kind-of.' || .)"/></span><xsl:text> </xsl:text>
              </xsl:for-each>
            </p>
            <xsl:sequence select="('notes', 'editor', 'signs') ! page:layer(., true()), ('pages', 'lines') ! page:layer(., false())"/>
          </fieldset>
        </xsl:if>
        <fieldset class="row">
          <legend><xsl:value-of select="loc:text('size')"/></legend>
          <xsl:sequence select="page:choice('size', ('medium', 'small', 'large', 'huge'))"/>
        </fieldset>
        <fieldset class="row">
          <legend><xsl:value-of select="loc:text('theme')"/></legend>
          <xsl:sequence select="page:choice('theme', ('auto', 'light', 'dark'))"/>
        </fieldset>
        <button type="button" class="close" popovertarget="--layers" popovertargetaction="hide">
          <xsl:value-of select="loc:text('close')"/>
        </button>
      </div>
    </div>
  </xsl:template>

  <!-- a layer that can be shown or hidden -->
  <xsl:function name="page:layer" as="element(label)">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="shown" as="xs:boolean"/>
    <label>
      <input type="checkbox" id="--{$name}" name="{$name}">
        <xsl:if test="$shown"><xsl:attribute name="checked" select="'checked'"/></xsl:if>
      </input>
      <xsl:value-of select="loc:text('layer.' || $name)"/>
    </label>
  </xsl:function>

  <!-- one out of several; the first is how a page opens -->
  <xsl:function name="page:choice" as="element(label)+">
    <xsl:param name="name" as="xs:string"/>
    <xsl:param name="values" as="xs:string+"/>
    <xsl:for-each select="$values">
      <label>
        <input type="radio" id="--{$name}-{.}" name="{$name}" value="{.}">
          <xsl:if test="position() eq 1"><xsl:attribute name="checked" select="'checked'"/></xsl:if>
        </input>
        <span><xsl:value-of select="loc:text($name || '.' || .)"/></span>
      </label>
    </xsl:for-each>
  </xsl:function>

  <!-- what the rights are: the text's own, then the software's, told apart -->
  <xsl:template name="page:footer" as="element(footer)" visibility="public">
    <xsl:param name="root" as="xs:string"/>
    <xsl:param name="rights" as="node()*"/>
    <footer>
      <div class="rights">
        <xsl:sequence select="$rights"/>
        <p>
          <strong><xsl:value-of select="loc:text('footer.software-name')"/></strong>
          <xsl:text> </xsl:text>
          <xsl:value-of select="loc:text('footer.software')"/>
          <xsl:text> </xsl:text>
          <a href="{$root}about.html#--rights"><xsl:value-of select="loc:text('footer.about')"/></a>
        </p>
      </div>
      <p class="version"><xsl:value-of select="page:version-line()"/></p>
    </footer>
  </xsl:template>

  <xsl:function name="page:site-title" as="xs:string">
    <xsl:sequence select="string((set:get('title')[. ne ''], loc:text('page.untitled'))[1])"/>
  </xsl:function>

  <xsl:function name="page:language" as="xs:string">
    <xsl:sequence select="$page:language"/>
  </xsl:function>

  <xsl:variable name="page:language" as="xs:string" select="string((set:get('language')[. ne ''], 'en')[1])"/>

  <!-- returns title, version and date of the edition, as far as it has them -->
  <xsl:function name="page:version-line" as="xs:string">
    <xsl:sequence select="string-join((page:site-title(), page:version()), loc:text('cite.separator'))"/>
  </xsl:function>

  <xsl:function name="page:version" as="xs:string*">
    <xsl:sequence select="set:get('version')[. ne ''] ! loc:text('cite.version', string(.)),
      set:get('date')[. ne ''] ! date:words(string(.))"/>
  </xsl:function>

  <!-- returns the kinds of register pages that this edition has -->
  <xsl:function name="page:kinds" as="xs:string*">
    <xsl:sequence select="$page:kinds"/>
  </xsl:function>

  <xsl:variable name="page:kinds" as="xs:string*" select="if (set:get(('outputs', 'index')) = false()) then ()
    else let $kinds := set:get('kinds')?* ! string(.) return $name:order[. = $kinds]"/>

  <xsl:function name="page:right-to-left" as="xs:boolean">
    <xsl:param name="language" as="xs:string"/>
    <xsl:sequence select="matches($language, '^(ar|he|fa|ur|syr|yi|arc|dv|ps|ckb|sd|ug|hbo|sam|xld|nqo)(-|$)|-(Arab|Hebr|Syr[ce]|Thaa|Nkoo|Samr)(-|$)', 'i')
      and not(matches($language, '-Latn(-|$)', 'i'))"/>
  </xsl:function>

</xsl:stylesheet>
