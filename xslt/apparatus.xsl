<?xml version="1.0" encoding="UTF-8"?>
<!-- The apparatus of one document as JSON (schemas/model.schema.json): base text, witnesses, entries. It is a package of its own
     because most documents have no apparatus and their model should not wait for it. Nothing is drawn here. -->
<xsl:package name="https://tei-edition.org/apparatus" package-version="1" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:map="http://www.w3.org/2005/xpath-functions/map" xmlns:app="https://tei-edition.org/ns/apparatus"
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
  <xsl:include href="common/base-text.xsl"/>
  <xsl:include href="common/apparatus-methods.xsl"/>
  <xsl:include href="common/apparatus-locations.xsl"/>
  <xsl:include href="common/apparatus-readings.xsl"/>
  <xsl:include href="common/apparatus-interventions.xsl"/>
  <xsl:include href="common/witnesses.xsl"/>
  <xsl:include href="common/textcrit.xsl"/>

  <!-- other files with entries about this text; files that its pointers may mean are $registers -->
  <xsl:param name="others" as="document-node()*" select="()"/>

  <xsl:global-context-item as="document-node()" use="required"/>

  <!-- returns one entry, 'apparatus': the JSON -->
  <xsl:template name="apparatus" as="map(xs:string, xs:string)" visibility="public">
    <xsl:variable name="found" as="map(*)" select="app:of(/, $others, $registers)"/>
    <xsl:sequence select="map{ 'apparatus': serialize(map{
      'method': map{ 'declared': $found?method, 'location': $found?location, 'used': array{ sort(distinct-values($found?entries?method)) } },
      'witnesses': array{ $found?witnesses },
      'sources': array{ $found?sources },
      'base': map{ 'words': array{ $found?words }, 'units': array{ $found?units } },
      'entries': array{ $found?entries ! app:published(.) },
      'lacunae': array{ $found?lacunae } }, map{ 'method': 'json', 'indent': false() }) }"/>
  </xsl:template>

  <!-- returns an entry without its nodes -->
  <xsl:function name="app:published" as="map(*)">
    <xsl:param name="entry" as="map(*)"/>
    <xsl:sequence select="map:merge((map{ 'readings': array{ $entry?readings?* ! map:remove(., 'node') } }, map:remove($entry, 'node')), map{ 'duplicates': 'use-first' })"/>
  </xsl:function>

</xsl:package>
