<?xml version="1.0" encoding="UTF-8"?>
<!-- The parameters that every package takes, and nothing else.
     Documents, registers and locales come in as nodes: after the engine is locked no stylesheet can read a file.
     A project overrides nothing here; it says in edition.toml what differs. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:set="https://tei-edition.org/ns/settings" exclude-result-prefixes="#all" version="3.0">

  <!-- edition.toml as JSON; the keys are documented in docs/settings.md -->
  <xsl:param name="settings" as="xs:string" select="'{}'"/>
  <!-- the locale files, the wanted language first, English last -->
  <xsl:param name="locales" as="document-node()*" select="()"/>
  <!-- the register files; a document's own lists (standOff, particDesc, back) count as registers too -->
  <xsl:param name="registers" as="document-node()*" select="()"/>

  <xsl:variable name="set:all" as="map(*)" select="parse-json($settings)"/>

  <!-- returns the setting at a path of keys, or the empty sequence -->
  <xsl:function name="set:get" as="item()*">
    <xsl:param name="path" as="xs:string+"/>
    <xsl:sequence select="fold-left($path, $set:all, function($here as item()*, $key as xs:string) as item()* {
      if ($here instance of map(*)) then $here($key) else () })"/>
  </xsl:function>

</xsl:stylesheet>
