<?xml version="1.0" encoding="UTF-8"?>
<!-- The index over all documents, and the register pages: reduced from the documents' models.
     It reads no TEI: what a mention or an entry is, the models have said. What the files hold: docs/index.md. -->
<xsl:package name="https://tei-edition.org/index" package-version="1" version="3.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:index="https://tei-edition.org/ns/index" xmlns:page="https://tei-edition.org/ns/page" xmlns:name="https://tei-edition.org/ns/names"
  xmlns:register="https://tei-edition.org/ns/register" xmlns:chronicle="https://tei-edition.org/ns/chronicle" exclude-result-prefixes="#all">

  <xsl:include href="common/settings.xsl"/>
  <xsl:include href="common/locale.xsl"/>
  <xsl:include href="common/keys.xsl"/>
  <xsl:include href="common/dates.xsl"/>
  <xsl:include href="common/collation.xsl"/>
  <xsl:include href="common/registers.xsl"/>
  <xsl:include href="html/page.xsl"/>
  <xsl:include href="html/register.xsl"/>
  <xsl:include href="html/register-facts.xsl"/>
  <xsl:include href="html/chronicle.xsl"/>

  <!-- the models of all documents, each the JSON that model.xsl gave, in the edition's order; registers included -->
  <xsl:param name="models" as="xs:string*" select="()"/>

  <!-- the index as the template index has made it, for the register pages; then the models are not needed -->
  <xsl:param name="index" as="xs:string" select="''"/>

  <!-- returns one entry, 'index.json' -->
  <xsl:template name="index" as="map(xs:string, xs:string)" visibility="public">
    <xsl:sequence select="map{ 'index.json': index:json() }"/>
  </xsl:template>

  <!-- returns the register pages of the kinds that occur: path in the site → HTML -->
  <xsl:template name="index-pages" as="map(xs:string, xs:string)" visibility="public">
    <xsl:map>
      <xsl:for-each-group select="$index:entries" group-by="?type">
        <xsl:variable name="page" as="element(html)" select="if (current-grouping-key() eq 'date')
          then chronicle:page(current-group()) else register:page(current-grouping-key(), current-group())"/>
        <xsl:map-entry key="$name:pages(current-grouping-key())" select="page:text($page)"/>
      </xsl:for-each-group>
    </xsl:map>
  </xsl:template>

</xsl:package>
