<?xml version="1.0" encoding="UTF-8"?>
<!-- The pages of an edition: one per text, the landing page and the About page (templates text-pages, landing, about).
     In a page the edition's text is all that stands in article[data-text]; what is generated there carries data-generated,
     what is repeated data-duplicate, a reading of two data-reading, what the editors say data-layer="editor".
     A project overrides a rule of html:text (the text), html:header (the About page) or a public template of page.xsl,
     in a stylesheet of its own that uses this package. -->
<xsl:package name="https://tei-edition.org/html" package-version="1.0" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:html="https://tei-edition.org/ns/html" xmlns:page="https://tei-edition.org/ns/page"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:include href="common/settings.xsl"/>
  <xsl:include href="common/locale.xsl"/>
  <xsl:include href="common/identifiers.xsl"/>
  <xsl:include href="common/pointers.xsl"/>
  <xsl:include href="common/names.xsl"/>
  <xsl:include href="common/layers.xsl"/>
  <xsl:include href="common/citation.xsl"/>
  <xsl:include href="common/elements.xsl"/>
  <xsl:include href="common/readings.xsl"/>
  <xsl:include href="common/notes.xsl"/>

  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/text.xsl"/>
  <xsl:include href="html/contents.xsl"/>
  <xsl:include href="html/landing.xsl"/>
  <xsl:include href="html/about.xsl"/>
  <xsl:include href="html/tei.xsl"/>
  <xsl:include href="html/unknown.xsl"/>
  <xsl:include href="html/links.xsl"/>
  <xsl:include href="html/core.xsl"/>
  <xsl:include href="html/core-interventions.xsl"/>
  <xsl:include href="html/core-notes.xsl"/>
  <xsl:include href="html/core-verse.xsl"/>
  <xsl:include href="html/textstructure.xsl"/>
  <xsl:include href="html/namesdates.xsl"/>
  <xsl:include href="html/linking.xsl"/>
  <xsl:include href="html/transcr.xsl"/>
  <xsl:include href="html/textcrit.xsl"/>
  <xsl:include href="html/verse.xsl"/>
  <xsl:include href="html/drama.xsl"/>
  <xsl:include href="html/figures.xsl"/>
  <xsl:include href="html/msdescription.xsl"/>
  <xsl:include href="html/gaiji.xsl"/>
  <xsl:include href="html/tagdocs.xsl"/>
  <xsl:include href="html/header.xsl"/>

  <!-- the source's path below the sources' root, its page in the site, and the way from that page to the site's root -->
  <xsl:param name="file" as="xs:string" select="''"/>
  <xsl:param name="page" as="xs:string" select="'text.html'"/>
  <xsl:param name="root" as="xs:string" select="''"/>
  <!-- for landing and about: the texts in the edition's order -->
  <xsl:param name="documents" as="document-node()*" select="()"/>

  <xsl:global-context-item as="document-node()" use="optional"/>

  <!-- TEI to the text of a page; what has no rule is drawn by the table in common/elements.xsl -->
  <xsl:mode name="html:text" visibility="public" on-no-match="shallow-skip" on-multiple-match="use-last"/>
  <!-- teiHeader to readable prose -->
  <xsl:mode name="html:header" visibility="public" on-no-match="shallow-skip" on-multiple-match="use-last"/>
  <!-- a part of a page to a copy of it elsewhere in the page: no ids, no buttons, no blocks -->
  <xsl:mode name="html:repeat" on-no-match="shallow-copy" on-multiple-match="use-last"/>
  <!-- divisions to a list of contents -->
  <xsl:mode name="html:contents" on-no-match="shallow-skip" on-multiple-match="use-last"/>

  <!-- returns the pages of one text: path → HTML -->
  <xsl:template name="text-pages" as="map(xs:string, xs:string)" visibility="public">
    <xsl:variable name="document" as="document-node()" select="."/>
    <xsl:variable name="html" as="element(html)">
      <xsl:call-template name="html:text-page"><xsl:with-param name="document" select="$document"/></xsl:call-template>
    </xsl:variable>
    <xsl:sequence select="map{ $page: page:text($html) }"/>
  </xsl:template>

  <!-- returns the article of one text alone, for whoever has a frame of their own -->
  <xsl:template name="article" as="xs:string" visibility="public">
    <xsl:variable name="article" as="element(article)">
      <xsl:call-template name="html:article"><xsl:with-param name="document" select="."/></xsl:call-template>
    </xsl:variable>
    <xsl:sequence select="serialize($article, map{ 'method': 'html', 'html-version': 5.0, 'indent': false(), 'escape-uri-attributes': false() })"/>
  </xsl:template>

  <xsl:template name="landing" as="map(xs:string, xs:string)" visibility="public">
    <xsl:variable name="html" as="element(html)"><xsl:call-template name="html:landing"/></xsl:variable>
    <xsl:sequence select="map{ 'index.html': page:text($html) }"/>
  </xsl:template>

  <xsl:template name="about" as="map(xs:string, xs:string)" visibility="public">
    <xsl:variable name="html" as="element(html)"><xsl:call-template name="html:about"/></xsl:variable>
    <xsl:sequence select="map{ 'about.html': page:text($html) }"/>
  </xsl:template>

</xsl:package>
