<?xml version="1.0" encoding="UTF-8"?>
<!-- The landing page: title, responsibilities by layer, contents, indexes, how to cite, downloads.
     A project may override html:introduction, which stands between the title and the contents and is empty. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:el="https://tei-edition.org/ns/elements"
  xmlns:page="https://tei-edition.org/ns/page" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:rdg="https://tei-edition.org/ns/readings"
  xmlns:layer="https://tei-edition.org/ns/layers" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0" xmlns:name="https://tei-edition.org/ns/names">

  <xsl:template name="html:landing" as="element(html)">
    <xsl:variable name="citation" as="xs:string" select="string-join((page:version-line(), html:address('')[. ne '']), loc:text('cite.separator'))"/>
    <xsl:call-template name="page:frame">
      <xsl:with-param name="title" select="page:site-title()"/>
      <xsl:with-param name="kind" select="'landing'"/>
      <xsl:with-param name="root" select="''"/>
      <xsl:with-param name="citation" select="$citation"/>
      <xsl:with-param name="address" select="html:address('')"/>
      <xsl:with-param name="rights" select="html:rights-of-all()"/>
      <xsl:with-param name="main">
        <article class="landing">
          <header class="opening">
            <h1><xsl:value-of select="page:site-title()"/></h1>
            <xsl:if test="set:get('subtitle')[. ne '']"><p class="subtitle"><xsl:value-of select="set:get('subtitle')"/></p></xsl:if>
          </header>
          <xsl:call-template name="html:responsibilities"/>
          <xsl:call-template name="html:introduction"/>
          <xsl:call-template name="html:texts-of-edition"/>
          <xsl:call-template name="html:indexes"/>
          <section class="cite" id="--cite">
            <h2><xsl:value-of select="loc:text('cite.how')"/></h2>
            <p class="citation"><xsl:value-of select="$citation"/></p>
            <p><xsl:value-of select="loc:text('cite.place')"/></p>
          </section>
          <xsl:call-template name="html:downloads"/>
        </article>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- for a project: what it wants to say first -->
  <xsl:template name="html:introduction" as="element()*" visibility="public"/>

  <!-- who did what, from all headers: authors, translators, editors -->
  <xsl:template name="html:responsibilities" as="element(dl)?">
    <xsl:variable name="stated" as="element()*" select="$documents/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/(tei:author | tei:editor | tei:respStmt)[normalize-space()]"/>
    <xsl:if test="$stated">
      <dl class="responsibilities">
        <xsl:for-each select="('author', 'translator', 'editor')">
          <xsl:variable name="layer" as="xs:string" select="."/>
          <xsl:for-each-group select="$stated[layer:of-responsible(.) eq $layer]" group-by="html:role-words(., $layer)">
            <div>
              <dt><xsl:value-of select="current-grouping-key()"/></dt>
              <xsl:for-each-group select="current-group()" group-by="html:name-in(.)">
                <dd>
                  <xsl:value-of select="current-grouping-key()"/>
                  <xsl:if test="count($documents) gt 1 and count(current-group()/root()) lt count($documents)">
                    <span class="where"><xsl:value-of select="loc:text('why.details', html:list(distinct-values(current-group()/root() ! html:title(.))))"/></span>
                  </xsl:if>
                </dd>
              </xsl:for-each-group>
            </div>
          </xsl:for-each-group>
        </xsl:for-each>
      </dl>
    </xsl:if>
  </xsl:template>

  <!-- returns what somebody did, in the header's words, else the name of the layer -->
  <xsl:function name="html:role-words" as="xs:string">
    <xsl:param name="stated" as="element()"/>
    <xsl:param name="layer" as="xs:string"/>
    <xsl:sequence select="($stated/self::tei:respStmt/tei:resp[normalize-space()] ! html:word('resp', normalize-space(.)), loc:text('layer-of.' || $layer))[1]"/>
  </xsl:function>

  <xsl:function name="html:name-in" as="xs:string">
    <xsl:param name="stated" as="element()"/>
    <xsl:sequence select="if ($stated/self::tei:respStmt) then rdg:name-of($stated) else rdg:plain($stated/node(), 'corrected')"/>
  </xsl:function>

  <!-- the texts with their sections -->
  <xsl:template name="html:texts-of-edition" as="element(section)">
    <xsl:variable name="texts" as="map(*)*" select="set:get('texts')?*"/>
    <section class="texts">
      <h2><xsl:value-of select="loc:text('contents')"/></h2>
      <ol>
        <xsl:for-each select="$documents">
          <xsl:variable name="position" as="xs:integer" select="position()"/>
          <xsl:variable name="address" as="xs:string" select="string(($texts[$position]?page, 'index.html')[1])"/>
          <xsl:variable name="byline" as="xs:string*" select="html:byline(.)"/>
          <li>
            <a class="title" href="{$address}"><xsl:value-of select="html:title(.)"/></a>
            <xsl:if test="exists($byline)"><span class="byline"><xsl:value-of select="$byline" separator="{loc:text('byline.separator')}"/></span></xsl:if>
            <xsl:sequence select="html:contents(.)[count(.//li) gt 1] ! html:contents-from(., $address, 2)"/>
          </li>
        </xsl:for-each>
      </ol>
    </section>
  </xsl:template>

  <!-- returns a text's contents, to so many levels, as seen from another page -->
  <xsl:function name="html:contents-from" as="element(ol)">
    <xsl:param name="contents" as="element(ol)"/>
    <xsl:param name="address" as="xs:string"/>
    <xsl:param name="levels" as="xs:integer"/>
    <ol>
      <xsl:for-each select="$contents/li">
        <li>
          <a href="{$address}{a/@href}"><xsl:value-of select="a"/></a>
          <xsl:if test="$levels gt 1"><xsl:sequence select="ol ! html:contents-from(., $address, $levels - 1)"/></xsl:if>
        </li>
      </xsl:for-each>
    </ol>
  </xsl:function>

  <xsl:template name="html:indexes" as="element(section)?">
    <xsl:if test="exists(page:kinds())">
      <section class="indexes">
        <h2><xsl:value-of select="loc:text('registers')"/></h2>
        <ul>
          <xsl:for-each select="page:kinds()"><li><a href="{$name:pages(.)}"><xsl:value-of select="loc:text('register.' || .)"/></a></li></xsl:for-each>
        </ul>
      </section>
    </xsl:if>
  </xsl:template>

  <xsl:template name="html:downloads" as="element(section)">
    <section class="downloads">
      <h2><xsl:value-of select="loc:text('downloads')"/></h2>
      <ul>
        <xsl:if test="set:get(('outputs', 'pdf')) = true()"><li><a href="edition.pdf"><xsl:value-of select="loc:text('download.pdf')"/></a></li></xsl:if>
        <li><a href="sources.zip"><xsl:value-of select="loc:text('download.sources')"/></a></li>
        <xsl:if test="set:get(('outputs', 'index')) = true()">
          <li><a href="index.json"><xsl:value-of select="loc:text('download.json')"/></a></li>
          <li><a href="index.csv"><xsl:value-of select="loc:text('download.csv')"/></a></li>
        </xsl:if>
      </ul>
    </section>
  </xsl:template>

  <!-- returns what the headers say of the rights, each wording once, with the texts that it is said of -->
  <xsl:function name="html:rights-of-all" as="element()*">
    <xsl:for-each-group select="$documents" group-by="string-join(html:rights(.))">
      <xsl:sequence select="html:rights-below(current-group()[1],
        if (count($documents) eq 1) then loc:text('footer.text') else html:list(current-group() ! html:title(.)) || loc:text('footer.of'))"/>
    </xsl:for-each-group>
  </xsl:function>

</xsl:stylesheet>
