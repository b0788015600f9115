<?xml version="1.0" encoding="UTF-8"?>
<!-- The page of one text: its title, its article, the way to the texts before and after it.
     Everything in tei:text (or, without one, tei:sourceDoc) is in the article, in the source's order.
     A project may override html:title-block. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:page="https://tei-edition.org/ns/page"
  xmlns:set="https://tei-edition.org/ns/settings" xmlns:loc="https://tei-edition.org/ns/locale"
  xmlns:rdg="https://tei-edition.org/ns/readings" xmlns:layer="https://tei-edition.org/ns/layers"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all" version="3.0">

  <xsl:template name="html:text-page" as="element(html)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="article" as="element(article)">
      <xsl:call-template name="html:article"><xsl:with-param name="document" select="$document"/></xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="page:frame">
      <xsl:with-param name="title" select="html:title($document)"/>
      <xsl:with-param name="kind" select="'text'"/>
      <xsl:with-param name="root" select="$root"/>
      <xsl:with-param name="navigation" select="html:contents($document)"/>
      <xsl:with-param name="head" select="html:who-style($document)"/>
      <xsl:with-param name="rights" select="html:rights-below($document, loc:text('footer.text'))"/>
      <xsl:with-param name="citation" select="html:citation($document)"/>
      <xsl:with-param name="address" select="html:address($page)"/>
      <xsl:with-param name="main">
        <xsl:sequence select="$article"/>
        <xsl:call-template name="html:neighbours"/>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="html:article" as="element(article)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="texts" as="element()*" select="html:texts($document)"/>
    <article data-text="">
      <xsl:variable name="language" as="xs:string" select="string(html:language-of($texts, $document))"/>
      <xsl:sequence select="html:language($language)"/>
      <xsl:if test="$language and page:right-to-left(page:language()) and not(page:right-to-left($language))"><xsl:attribute name="dir" select="'ltr'"/></xsl:if>
      <xsl:call-template name="html:title-block"><xsl:with-param name="document" select="$document"/></xsl:call-template>
      <xsl:apply-templates select="$texts" mode="html:text"/>
      <xsl:if test="empty($texts)"><p data-generated="" class="none"><xsl:value-of select="loc:text('text.none')"/></p></xsl:if>
    </article>
  </xsl:template>

  <!-- returns what is to be read in a document: its texts, else its transcriptions -->
  <xsl:function name="html:texts" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="texts" as="element()*" select="$document//tei:text[not(ancestor::tei:text)]"/>
    <xsl:sequence select="if ($texts) then $texts else $document//tei:sourceDoc"/>
  </xsl:function>

  <xsl:function name="html:language-of" as="xs:string?">
    <xsl:param name="texts" as="element()*"/>
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="(($texts, $texts/ancestor::tei:*, $document/*)/@xml:lang)[1]/string()"/>
  </xsl:function>

  <!-- title, subtitle and byline, from the header; hidden from the eye where the text opens with the same words -->
  <xsl:template name="html:title-block" as="element(header)" visibility="public">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="title" as="xs:string" select="html:title($document)"/>
    <xsl:variable name="first" as="element()?" select="(html:texts($document)//(tei:head | tei:titlePart))[1]"/>
    <xsl:variable name="repeated" as="xs:boolean" select="lower-case(rdg:plain($first/node(), 'corrected')) eq lower-case($title)"/>
    <header class="opening" data-generated="">
      <h1>
        <xsl:if test="$repeated"><xsl:attribute name="class" select="'unseen'"/></xsl:if>
        <xsl:value-of select="$title"/>
      </h1>
      <xsl:for-each select="html:titles($document)[position() gt 1]">
        <p class="subtitle"><xsl:value-of select="rdg:plain(node(), 'corrected')"/></p>
      </xsl:for-each>
      <xsl:variable name="byline" as="xs:string*" select="html:byline($document)"/>
      <xsl:if test="exists($byline)">
        <p class="byline"><xsl:value-of select="$byline" separator="{loc:text('byline.separator')}"/></p>
      </xsl:if>
    </header>
  </xsl:template>

  <!-- returns the main title, then the others -->
  <xsl:function name="html:titles" as="element()*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="titles" as="element()*" select="$document/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title[normalize-space()]"/>
    <xsl:variable name="main" as="element()?" select="($titles[@type = 'main'], $titles)[1]"/>
    <xsl:sequence select="$main, $titles[@type = ('sub', 'subtitle', 'subordinate', 'alt')] except $main"/>
  </xsl:function>

  <xsl:function name="html:title" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:sequence select="(html:titles($document)[1] ! rdg:plain(node(), 'corrected')[. ne ''],
      ($document//tei:text//(tei:titlePart | tei:head))[1] ! rdg:plain(node(), 'corrected')[. ne ''], $file[. ne ''], loc:text('page.untitled'))[1]"/>
  </xsl:function>

  <!-- returns who wrote and who translated the text -->
  <xsl:function name="html:byline" as="xs:string*">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="statement" as="element()?" select="($document/*/tei:teiHeader/tei:fileDesc/tei:titleStmt)[1]"/>
    <xsl:variable name="authors" as="xs:string*" select="distinct-values($statement/tei:author ! rdg:plain(node(), 'corrected'))[. ne '']"/>
    <xsl:variable name="translators" as="xs:string*" select="distinct-values(($statement/tei:respStmt, $statement/tei:editor)
      [layer:of-responsible(.) eq 'translator'] ! rdg:name-of(.))[. ne '']"/>
    <xsl:sequence select="if (exists($authors)) then html:list($authors) else (),
      if (exists($translators)) then loc:text('byline.translator', html:list($translators)) else ()"/>
  </xsl:function>

  <!-- returns words joined as a sentence joins them -->
  <xsl:function name="html:list" as="xs:string">
    <xsl:param name="words" as="xs:string*"/>
    <xsl:sequence select="if (count($words) le 1) then string($words)
      else loc:text('list.last', (string-join($words[position() lt last()], loc:text('list.separator')), $words[last()]))"/>
  </xsl:function>

  <!-- returns what to write in order to cite the text; {1} stands for the place in it -->
  <xsl:function name="html:citation" as="xs:string">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="authors" as="xs:string*" select="distinct-values($document/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:author
      ! rdg:plain(node(), 'corrected'))[. ne '']"/>
    <xsl:variable name="site" as="xs:string" select="page:site-title()"/>
    <xsl:variable name="title" as="xs:string" select="html:title($document)"/>
    <xsl:sequence select="string-join((html:list($authors)[. ne ''], loc:text('cite.title', html:inner-marks($title)), '{1}',
      if ($title eq $site) then () else loc:text('cite.in', $site), page:version()), loc:text('cite.separator'))"/>
  </xsl:function>

  <!-- returns words with their quotation marks as they stand inside others: the locale has the outer pair, then the inner -->
  <xsl:function name="html:inner-marks" as="xs:string">
    <xsl:param name="words" as="xs:string"/>
    <xsl:variable name="marks" as="xs:string" select="loc:text('quoted.inner')"/>
    <xsl:sequence select="translate($words, substring($marks, 1, 2), substring($marks, 3, 2))"/>
  </xsl:function>

  <!-- returns the published address of a page, or nothing where the edition has none -->
  <xsl:function name="html:address" as="xs:string">
    <xsl:param name="page" as="xs:string"/>
    <xsl:sequence select="string-join((set:get('url')[. ne ''] ! (replace(string(.), '/+$', '') || '/' || $page)), '')"/>
  </xsl:function>

  <!-- returns what the header says of the rights in the text -->
  <xsl:function name="html:rights" as="element()+">
    <xsl:param name="document" as="document-node()"/>
    <xsl:variable name="words" as="element()*">
      <xsl:apply-templates select="$document/*/tei:teiHeader/tei:fileDesc/tei:publicationStmt/tei:availability/*" mode="html:header"/>
    </xsl:variable>
    <xsl:sequence select="$words"/>
    <xsl:if test="empty($words)"><p><xsl:value-of select="loc:text('footer.no-rights')"/></p></xsl:if>
  </xsl:function>

  <!-- returns the same for the foot of a page, where it must be told from the software's -->
  <xsl:function name="html:rights-below" as="element(div)">
    <xsl:param name="document" as="document-node()"/>
    <xsl:param name="named" as="xs:string"/>
    <div><strong><xsl:value-of select="$named"/></strong><xsl:text> </xsl:text><xsl:sequence select="html:rights($document)"/></div>
  </xsl:function>

  <!-- the texts before and after, and the contents of the edition -->
  <xsl:template name="html:neighbours" as="element(nav)?">
    <xsl:variable name="texts" as="map(*)*" select="set:get('texts')?*"/>
    <xsl:variable name="here" as="xs:integer?" select="index-of($texts ! string(?page), $page)[1]"/>
    <xsl:if test="$here and count($texts) gt 1">
      <nav class="neighbours" aria-label="{loc:text('page.neighbours')}">
        <xsl:for-each select="$texts[$here - 1]">
          <a rel="prev" href="{$root}{?page}"><xsl:value-of select="loc:text('page.previous', string(?title))"/></a>
        </xsl:for-each>
        <a rel="up" href="{$root}index.html"><xsl:value-of select="loc:text('page.up')"/></a>
        <xsl:for-each select="$texts[$here + 1]">
          <a rel="next" href="{$root}{?page}"><xsl:value-of select="loc:text('page.next', string(?title))"/></a>
        </xsl:for-each>
      </nav>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
