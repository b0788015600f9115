<?xml version="1.0" encoding="UTF-8"?>
<!-- Whose words a place holds: the author's, the translator's, the editor's, or another's that is quoted.
     Decided by the nearest note or quotation. A project may override layer:of. -->
<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
  xmlns:layer="https://tei-edition.org/ns/layers" xmlns:ptr="https://tei-edition.org/ns/pointers"
  xmlns:loc="https://tei-edition.org/ns/locale" xmlns:tei="http://www.tei-c.org/ns/1.0"
  exclude-result-prefixes="#all" version="3.0">

  <!-- returns quoted, editor, translator or author. What stands in an editor's note is the editor's, quotations too:
       it is no part of the transmitted text. What the editor supplies or corrects belongs to the text around it. -->
  <xsl:function name="layer:of" as="xs:string" visibility="public">
    <xsl:param name="node" as="node()"/>
    <xsl:variable name="holder" as="element()?" select="$node/ancestor::*[self::tei:quote or self::tei:q or self::tei:said or self::tei:note][1]"/>
    <xsl:variable name="note" as="element()?" select="$node/ancestor::tei:note[1]"/>
    <xsl:choose>
      <xsl:when test="empty($holder)"><xsl:sequence select="'author'"/></xsl:when>
      <xsl:when test="$node/ancestor::tei:note ! layer:of-note(.) = 'editor'"><xsl:sequence select="'editor'"/></xsl:when>
      <xsl:when test="not($holder is $note)"><xsl:sequence select="'quoted'"/></xsl:when>
      <xsl:otherwise><xsl:sequence select="layer:of-note($note)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- returns whose a note is: by its type, else by what the header says of its @resp -->
  <xsl:function name="layer:of-note" as="xs:string">
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="if (tokenize($note/@type) = 'editorial') then 'editor'
      else (tokenize($note/@resp) ! ptr:target(., $note) ! layer:of-responsible(layer:in-header(., $note)), 'author')[1]"/>
  </xsl:function>

  <!-- returns, for an entry of a register, the place where the note's own header names it as author, editor or in a respStmt -->
  <xsl:function name="layer:in-header" as="element()">
    <xsl:param name="responsible" as="element()"/>
    <xsl:param name="note" as="element()"/>
    <xsl:sequence select="(if ($responsible/ancestor-or-self::*[self::tei:respStmt or self::tei:author or self::tei:editor]) then $responsible
      else root($note)/*/tei:teiHeader//(tei:author | tei:editor | tei:respStmt/*)[tokenize(@ref) ! ptr:target(., $note) intersect $responsible],
      $responsible)[1]"/>
  </xsl:function>

  <!-- returns the layer of an author, editor or respStmt of the header; resp/@key holds a MARC relator code -->
  <xsl:function name="layer:of-responsible" as="xs:string">
    <xsl:param name="responsible" as="element()"/>
    <xsl:variable name="role" as="xs:string" select="lower-case(string-join(($responsible/@role,
      $responsible/ancestor-or-self::tei:respStmt[1]/tei:resp/(@key, .)), ' '))"/>
    <xsl:sequence select="if ($responsible/self::tei:author) then 'author'
      else if (matches($role, loc:text('pattern.translator'))) then 'translator'
      else if ($responsible/ancestor-or-self::tei:respStmt or $responsible/self::tei:editor) then 'editor'
      else 'author'"/>
  </xsl:function>

</xsl:stylesheet>
