<?xml version="1.0" encoding="UTF-8"?>
<!-- What one document holds, as JSON: title, language, sections, the register entries in its lists, and every mention.
     All outputs and exports that span documents start from these models; nothing here is drawn. -->
<xsl:package name="https://tei-edition.org/model" package-version="1" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:id="https://tei-edition.org/ns/identifiers" xmlns:mention="https://tei-edition.org/ns/mentions"
  xmlns:ref="https://tei-edition.org/ns/citation" xmlns:entry="https://tei-edition.org/ns/entries"
  xmlns:tei="http://www.tei-c.org/ns/1.0" exclude-result-prefixes="#all">

  <xsl:include href="common/settings.xsl"/>
  <xsl:include href="common/locale.xsl"/>
  <xsl:include href="common/identifiers.xsl"/>
  <xsl:include href="common/pointers.xsl"/>
  <xsl:include href="common/names.xsl"/>
  <xsl:include href="common/readings.xsl"/>
  <xsl:include href="common/notes.xsl"/>
  <xsl:include href="common/layers.xsl"/>
  <xsl:include href="common/citation.xsl"/>
  <xsl:include href="common/mentions.xsl"/>
  <xsl:include href="common/entries.xsl"/>

  <!-- the source's path below the sources' root, and the site's page of it -->
  <xsl:param name="file" as="xs:string" select="''"/>
  <xsl:param name="page" as="xs:string" select="''"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- returns one entry, 'model': the JSON -->
  <xsl:template name="model" as="map(xs:string, xs:string)" visibility="public">
    <xsl:sequence select="map{ 'model': serialize(map{
      'file': $file,
      'page': $page,
      'id': string((/*/@xml:id, '')[1]),
      'title': normalize-space((/*/tei:teiHeader/tei:fileDesc/tei:titleStmt/tei:title)[1]),
      'language': string((/*/@xml:lang, //tei:text/@xml:lang, '')[1]),
      'sections': array{ //tei:text//tei:div[tei:head] ! map{
        'id': id:anchor(.), 'level': count(ancestor-or-self::tei:div), 'title': ref:plain(tei:head[1]) } },
      'entries': array{ entry:all(/) },
      'mentions': array{ mention:all(/, $page) } }, map{ 'method': 'json', 'indent': false() }) }"/>
  </xsl:template>

</xsl:package>
